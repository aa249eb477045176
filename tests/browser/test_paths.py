"""The three users' paths through the demo in a real browser, for eyes, keyboards and printers."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.test_reading import CHROMIUM, Watched, browser, serve

__all__ = ["browser"]  # a fixture that is used by its name

PROJECT = Path(__file__).parents[2]
CHOSEN = "clinic={}&clinic={}"

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="there is no /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the site with the results of a crawl of the demo."""
    path = tmp_path_factory.mktemp("demo") / "dripfeed.db"
    code = "from pipelines.cli import cli; cli()"
    command = [sys.executable, "-c", code, "demo", "--no-serve", "--db", str(path)]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    yield from serve(path)


@pytest.fixture
def reader(browser: Browser) -> Iterator[Watched]:
    """A reader with a wide screen; no page may request another host or log an error."""
    view = Watched(browser, 1280)
    yield view
    assert view.faults == []
    view.page.close()


def slugs(page: Page, demo: str) -> list[str]:
    """Two clinics with posts, those with most first."""
    rows = page.request.get(f"{demo}/dripfeed/who_is_active.json?_shape=array").json()
    return [str(row["clinic"]) for row in sorted(rows, key=lambda row: -row["posts"])[:2]]


def every_page(page: Page, demo: str) -> list[str]:
    """One URL of every kind of page in the demo."""
    chosen = CHOSEN.format(*slugs(page, demo))
    pairs = page.request.get(f"{demo}/dripfeed/copies.json?_shape=array").json()
    pair = [f"/copies/{pairs[0]['post']}/{pairs[0]['other']}"] if pairs else []
    return ["/", "/search", "/search?q=ketamine", "/search?q=NAD%2B", "/search?q=zzzz", "/post/1",
            "/post/1/versions", f"/clinic/{slugs(page, demo)[0]}", "/compare", f"/compare?{chosen}",
            "/copies", *pair, "/run/1", "/dripfeed", "/dripfeed/posts", "/dripfeed/mentions",
            "/dripfeed/posts/1", "/dripfeed/who_is_active", "/dripfeed/topics_we_lack",
            "/no-such-page"]  # fmt: skip


def test_a_researcher_gets_from_the_last_run_to_the_raw_page(reader: Watched, demo: str) -> None:
    page = reader.page
    page.goto(demo)
    page.locator(".entry h2 a", has_text="Collect").click()
    page.wait_for_url("**/run/*")
    page.locator("main a[href^='/clinic/']").first.click()
    page.goto(f"{demo}/clinic/{slugs(page, demo)[0]}")
    page.locator("main a[href^='/post/']").first.click()
    assert "warc" in page.locator("aside dt", has_text="Raw page").locator("+ dd").inner_text()


def test_an_analyst_gets_from_a_table_to_a_csv_file(reader: Watched, demo: str) -> None:
    page = reader.page
    page.goto(demo)
    page.get_by_role("link", name="Tables & SQL").first.click()
    page.locator("main a[href='/dripfeed/posts']").first.click()
    page.wait_for_url("**/dripfeed/posts")
    row_count = page.locator("table.rows-and-columns tbody tr").count()
    page.locator(".facet-info a[href*='clinic=']").first.click()
    page.wait_for_url("**clinic=*")
    assert 0 < page.locator("table.rows-and-columns tbody tr").count() < row_count
    page.goto(demo)
    page.get_by_role("link", name="Posts per year").click()
    url = page.get_by_role("link", name="CSV").first.get_attribute("href")
    file = page.request.get(f"{demo}{url}").text()
    assert file.startswith("clinic,year,posts,words")


def test_a_marketer_gets_from_a_cell_to_its_posts_and_their_copies(
    reader: Watched, demo: str
) -> None:
    page = reader.page
    chosen = slugs(page, demo)
    page.goto(f"{demo}/compare")
    for box in page.locator("input[type=checkbox][name=clinic]").all():
        box.set_checked(box.get_attribute("value") in chosen)
    page.get_by_role("button", name="Compare").click()
    cell = page.locator("table.matrix a[href*='topic=']").first
    count = int(cell.inner_text())
    cell.click()
    page.wait_for_url("**topic=*")
    assert page.locator("main a[href^='/post/']").count() >= count > 0
    page.get_by_role("link", name="Copies", exact=True).first.click()
    page.locator("main a[href^='/copies/']").first.click()
    page.wait_for_url("**/copies/*/*")
    assert page.locator("mark, .shared").count() > 0


def test_a_word_is_found_and_marked(reader: Watched, demo: str) -> None:
    reader.page.goto(demo)
    reader.page.get_by_label("Search all posts").fill("ketamine")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/search?q=ketamine")
    assert reader.page.locator("mark", has_text="etamine").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_accessibility_fault(
    browser: Browser, demo: str, scheme: str
) -> None:
    view = Watched(browser, 1280, scheme)
    view.page.set_default_timeout(60_000)
    violations = [
        f"{path}: {rule['id']} {rule['nodes'][0]['target']} {rule['nodes'][0]['html'][:120]}"
        for path in every_page(view.page, demo)
        if view.page.goto(demo + path)
        for rule in Axe().run(view.page).response["violations"]
        if rule["impact"] in {"serious", "critical"}
    ]
    view.page.close()
    assert violations == []


def test_no_page_scrolls_sideways_on_a_phone(browser: Browser, demo: str) -> None:
    view = Watched(browser, 375)
    wide = []
    for path in every_page(view.page, demo):
        view.page.goto(demo + path)
        root = "document.documentElement"
        if view.page.evaluate(f"{root}.scrollWidth > {root}.clientWidth"):
            wide.append(path)
    view.page.close()
    assert wide == []


def test_the_keyboard_alone_searches_and_opens_a_post(reader: Watched, demo: str) -> None:
    page = reader.page
    page.goto(demo)
    reach(page, "document.activeElement.name === 'q'")
    page.keyboard.type("ketamine")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=ketamine")
    reach(page, "(document.activeElement.getAttribute('href') || '').startsWith('/post/')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/post/*")
    assert page.locator("article h1").is_visible()


@pytest.mark.parametrize("name", ["Collect", "Query", "Compare"])
def test_the_keyboard_reaches_each_entry_point(reader: Watched, demo: str, name: str) -> None:
    reader.page.goto(demo)
    reach(reader.page, f"document.activeElement.textContent.trim() === '{name}'")
    assert reader.page.evaluate(
        "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
    ), "where the focus is cannot be seen"


def reach(page: Page, condition: str) -> None:
    """Press Tab until the condition is true on the page.

    Raises: AssertionError after 200 times.
    """
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never made this true: {condition}")


def test_a_printed_post_has_its_text_and_not_the_navigation(reader: Watched, demo: str) -> None:
    page = reader.page
    page.goto(f"{demo}/post/1")
    page.emulate_media(media="print")
    assert page.locator("article .text").is_visible()
    assert page.locator("article h1").is_visible()
    assert not page.locator("nav.main-nav").is_visible()
    assert not page.locator("form.quick-search").is_visible()


def test_a_request_to_another_host_is_noticed(browser: Browser, demo: str) -> None:
    view = Watched(browser, 1280)
    view.page.goto(f"{demo}/robots.txt")
    view.page.evaluate("fetch('https://other.example/').catch(() => 0)")
    assert any("other.example" in fault for fault in view.faults)
    view.page.close()
