"""The imitations of builders and of sites without one tell the truth and lead nowhere wrong."""

from collections.abc import Iterator

import pytest
from protego import Protego

from tests.sites.catalog import site
from tests.sites.content import load
from tests.sites.server import Served, serve
from tests.sites.truth import TruePost, truth
from tests.sites.visits import crawl_links, folded, get, get_html, words

BUILDERS = (
    "canyon-ridge",
    "cedar-street",
    "dogwood-drip",
    "larkspur-mind",
    "millbrook",
    "tidewater-iv",
)
SELFMADE = ("bare", "content", "insights", "numbers", "resources", "root")
WORDPRESS = ("feed", "guarded", "plain", "shortlinks", "yoast")
SLUGS = (*BUILDERS, *(f"foxglove-{name}" for name in (*SELFMADE, *WORDPRESS)))
POSTS = [(slug, post) for slug in SLUGS for post in truth(slug)]
NAMES = [f"{slug}{post.path}" for slug, post in POSTS]


@pytest.fixture(scope="module")
def served() -> Iterator[dict[str, Served]]:
    sites = {slug: serve(site(slug)) for slug in SLUGS}
    yield sites
    for served_site in sites.values():
        served_site.stop()


@pytest.mark.parametrize(("slug", "post"), POSTS, ids=NAMES)
def test_every_line_of_the_truth_stands_on_the_served_page(
    served: dict[str, Served], slug: str, post: TruePost
) -> None:
    text = folded(words(get_html(served[slug], post.path)))
    assert get(served[slug], post.path).status == 200
    for line in [post.title, *post.text.split("\n"), *post.calls_to_action]:
        assert folded(line) in text
    assert 145 <= len(post.text.split()) <= 350


@pytest.mark.parametrize("slug", SLUGS)
def test_every_link_that_robots_txt_allows_leads_to_a_page(
    served: dict[str, Served], slug: str
) -> None:
    site = served[slug]
    robots = get(site, "/robots.txt")
    rules = Protego.parse(robots.body.decode() if robots.status == 200 else "")
    broken = {
        path for path, response in crawl_links(site).items() if response.status not in (200, 301)
    }
    assert {path for path in broken if rules.can_fetch(site.url + path, "dripfeed")} <= {
        "/assets/main.4f2c.css"
    }
    assert len(truth(slug)) >= 5


@pytest.mark.parametrize("slug", SLUGS)
def test_an_unknown_path_is_not_found(served: dict[str, Served], slug: str) -> None:
    assert get(served[slug], "/no/such/page.html").status == 404


@pytest.mark.parametrize("slug", SLUGS)
def test_they_are_no_part_of_the_demo(slug: str) -> None:
    assert load(slug).extra["demo"] is False
