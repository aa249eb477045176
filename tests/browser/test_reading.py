"""The Datasette site in a real browser: no errors, no other hosts, no sideways scrolling."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from tests.pipelines.browse.test_hostile_text import PAYLOADS, poison
from tests.pipelines.examples.small_collection import filled

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PATHS = [
    "/", "/search?q=ketamine", "/post/1", "/clinic/harbor-infusion", "/run/1", "/dripfeed",
    "/compare", "/compare?clinic=harbor-infusion&clinic=lakeside-iv", "/copies", "/copies/1/2",
    "/post/1?claim=1", "/post/1/versions",
    "/dripfeed/post_list", "/dripfeed/posts", "/dripfeed/posts/1", "/dripfeed/coverage",
    "/dripfeed?sql=select+*+from+posts",
]  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield running
        running.close()


def serve(database: Path) -> Iterator[str]:
    """`dripfeed serve` on a free port; yields the URL that it prints."""
    command = "from pipelines.cli.serve import serve; serve()"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "--db", str(database), "--port", "0"],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": "."},
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout
        yield process.stdout.readline().split(" at ")[1].split()[0].rstrip("/")
        process.terminate()


@pytest.fixture(scope="module")
def base_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("reading") / "clinics.db"
    filled(path).close()
    yield from serve(path)


@pytest.fixture(scope="module")
def hostile_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("hostile") / "clinics.db"
    db = filled(path)
    poison(db, "".join(PAYLOADS.values()))
    db.close()
    yield from serve(path)


class Watched:
    """A page that refuses requests to other hosts and records errors."""

    def __init__(self, browser: Browser, width: int, scheme: str = "light") -> None:
        self.page: Page = browser.new_page(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        self.faults: list[str] = []
        self.page.on("console", lambda message: self.faults.append(message.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: self.faults.append(dialog.message))
        self.page.route("**/*", self._loopback_only)

    def _loopback_only(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname == "127.0.0.1":
            route.continue_()
        else:
            self.faults.append(f"asked for {route.request.url}")
            route.abort()


@pytest.fixture(params=[1280, 375], ids=["wide", "phone"])
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    view = Watched(browser, request.param)
    yield view
    view.page.close()


@pytest.mark.parametrize("path", PATHS)
def test_a_page_opens_without_faults_and_fits_its_width(
    watched: Watched, base_url: str, path: str
) -> None:
    watched.page.goto(base_url + path)
    width = watched.page.evaluate("document.documentElement.scrollWidth")
    assert width <= watched.page.evaluate("document.documentElement.clientWidth")
    assert watched.faults == []


@pytest.mark.parametrize("path", PATHS)
def test_hostile_text_does_nothing_in_a_browser(
    watched: Watched, hostile_url: str, path: str
) -> None:
    watched.page.goto(hostile_url + path)
    assert watched.page.locator(".pwned").count() == 0
    width = watched.page.evaluate("document.documentElement.scrollWidth")
    assert width <= watched.page.evaluate("document.documentElement.clientWidth")
    assert watched.faults == []


@pytest.mark.parametrize("path", PATHS)
def test_a_page_has_one_main_landmark_one_title_and_a_language(
    watched: Watched, base_url: str, path: str
) -> None:
    watched.page.goto(base_url + path)
    assert watched.page.locator("main").count() == 1
    assert watched.page.locator("h1").count() == 1
    assert watched.page.locator("html[lang=en]").count() == 1


def test_a_reader_finds_a_post_by_search(watched: Watched, base_url: str) -> None:
    watched.page.goto(base_url)
    watched.page.get_by_label("Search all posts").fill("ninety minutes")
    watched.page.keyboard.press("Enter")
    watched.page.get_by_role("link", name="How does ketamine work in the brain?").click()
    assert watched.page.locator("article h1").inner_text() == "How does ketamine work in the brain?"


def test_the_keyboard_reaches_the_content_first(watched: Watched, base_url: str) -> None:
    watched.page.goto(base_url + "/post/1")
    watched.page.keyboard.press("Tab")
    assert watched.page.evaluate("document.activeElement.textContent") == "Skip to the content"
    watched.page.keyboard.press("Enter")
    assert watched.page.evaluate("document.activeElement.id") == "content"


def test_column_menus_of_a_table_work(browser: Browser, base_url: str) -> None:
    wide = Watched(browser, 1280)
    wide.page.goto(base_url + "/dripfeed/posts")
    wide.page.locator("th.col-author svg.dropdown-menu-icon").click()
    assert wide.page.get_by_text("Name of the author without credentials").last.is_visible()
    assert wide.faults == []
    wide.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser: Browser, base_url: str, scheme: str) -> None:
    view = Watched(browser, 1280, scheme)
    view.page.goto(base_url + "/post/1")
    for selector in (".text p", ".byline", ".text a", ".note"):
        assert _contrast(view.page, selector) >= 4.5, selector
    view.page.close()


CONTRAST = """(element) => {
  const channels = (text) => text.match(/[\\d.]+/g).slice(0, 3).map((part) => {
    const share = part / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const weights = [0.2126, 0.7152, 0.0722];
  const luminance = (text) => channels(text).reduce((sum, c, i) => sum + c * weights[i], 0);
  const ink = luminance(getComputedStyle(element).color);
  const paper = luminance(getComputedStyle(document.body).backgroundColor);
  return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
}"""
"""Source: Web Content Accessibility Guidelines 2.2, contrast ratio and relative luminance,
https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio (4.5 is level AA)."""


def _contrast(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate(CONTRAST))
