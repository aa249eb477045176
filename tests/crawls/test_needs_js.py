"""A clinic that is empty without a browser: named as such without one, read with one."""

from collections.abc import Iterator
from importlib.util import find_spec

import pytest

from scrapers.settings import DRIPFEED_CHROMIUM
from tests.crawling import Crawled, crawl, crawl_command, finished, run, write_clinics
from tests.faults.script_site import POSTS, script_site
from tests.sites.server import Served, serve

needs_browser = pytest.mark.skipif(
    not DRIPFEED_CHROMIUM or find_spec("scrapy_playwright") is None,
    reason="needs chromium and the extra dripfeed[js]",
)
HIDDEN = "import sys; sys.modules['scrapy_playwright'] = None; "
"""Before the command: makes Python say that the extra is not installed."""


@pytest.fixture(scope="module")
def site() -> Iterator[Served]:
    """The clinic whose pages a script makes."""
    with serve(script_site()) as served:
        yield served


@pytest.fixture(scope="module")
def plain(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """A crawl without the extra."""
    folder = tmp_path_factory.mktemp("plain")
    write_clinics(folder / "clinics.csv", [{"slug": "scripted", "website": site.url}])
    python, option, code, *words = crawl_command(folder)
    return finished(folder, run([python, option, HIDDEN + code, *words]))


@pytest.fixture(scope="module")
def rendered(site: Served, tmp_path_factory: pytest.TempPathFactory) -> Crawled:
    """A crawl with the extra and a chromium."""
    site.requests.clear()
    folder = tmp_path_factory.mktemp("rendered")
    return crawl(folder, [{"slug": "scripted", "website": site.url}])


def asked(site: Served) -> set[str]:
    return {request.path for request in site.requests}


def test_without_the_extra_the_clinic_needs_js(plain: Crawled) -> None:
    assert plain.column("SELECT end_state FROM run_clinics") == ["needs_js"]
    assert plain.code == 3


def test_without_the_extra_the_next_step_names_it(plain: Crawled) -> None:
    assert "install dripfeed[js] and chromium" in plain.out


def test_without_the_extra_no_empty_frame_becomes_a_post(plain: Crawled) -> None:
    assert plain.rows("SELECT url FROM posts") == []


@needs_browser
def test_with_the_extra_the_posts_are_rendered_and_stored(rendered: Crawled) -> None:
    assert (rendered.code, "Traceback" in rendered.err) == (0, False), rendered.err
    titles = [f"Letter {number} from the front desk" for number in range(1, POSTS + 1)]
    assert rendered.column("SELECT title FROM posts ORDER BY title") == titles


@needs_browser
def test_the_text_that_the_script_wrote_is_kept(rendered: Crawled) -> None:
    texts = rendered.column("SELECT text FROM posts")
    assert all("takes about forty minutes in our chairs" in text for text in texts)


@needs_browser
@pytest.mark.parametrize("path", ["/chair.png", "/own.woff2"])
def test_images_and_fonts_are_not_loaded(rendered: Crawled, site: Served, path: str) -> None:
    assert path not in asked(site)


@needs_browser
def test_what_robots_txt_forbids_is_not_loaded_by_the_browser_either(
    rendered: Crawled, site: Served
) -> None:
    assert not [path for path in asked(site) if path.startswith("/private/")]


@needs_browser
def test_the_script_is_requested_once_in_a_run(rendered: Crawled, site: Served) -> None:
    assert [r.path for r in site.requests].count("/bundle.js") == 1


@needs_browser
def test_the_browser_says_who_it_is(rendered: Crawled, site: Served) -> None:
    agents = {request.headers["user-agent"] for request in site.requests}
    assert all(agent.startswith("dripfeed/") for agent in agents)


@needs_browser
def test_rendered_pages_lie_in_the_archive(rendered: Crawled) -> None:
    from pipelines.archive.warc import Archive

    archive = Archive(rendered.db_path.parent / "archive")
    bodies = [response.body for response in archive.all()]
    assert any(b"forty minutes in our chairs" in body and b"<html" in body for body in bodies)
