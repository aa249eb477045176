"""Every imitation clinic, one per trap of a site builder: what a crawl stores against the truth."""

from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from protego import Protego

from pipelines.extract.words import words_of
from scrapers.platforms import by_name
from tests.crawling import Crawled, crawl
from tests.sites.catalog import every_slug, site
from tests.sites.content import load
from tests.sites.server import Served, serve
from tests.sites.truth import TruePost, truth
from tests.sites.visits import get

ENOUGH = 0.95
"""Share of the words of a post that its text has, and of the words of its text that are its own."""
KEPT = "url, clinic, title, author, published_on, text, markdown, first_seen_at, changed_at"
SLUGS = every_slug()
POSTS = [(slug, post) for slug in SLUGS for post in truth(slug)]
ABOUT = [(slug, post) for slug, post in POSTS if post.topics is not None]
every_clinic = pytest.mark.parametrize("slug", SLUGS)
every_post = pytest.mark.parametrize(
    ("slug", "true"), POSTS, ids=[f"{slug}{post.path}" for slug, post in POSTS]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited:
    """All clinics after a crawl."""

    folder: Path
    served: dict[str, Served]
    crawled: Crawled
    posts: dict[tuple[str, str], dict[str, Any]]
    """Rows by clinic and by path with query."""

    def again(self) -> Crawled:
        """Crawl them once more."""
        return crawl(self.folder, rows_of(self.served), seconds=300)

    def post(self, slug: str, true: TruePost) -> dict[str, Any]:
        """The row of a post; the test ends here where it is not stored."""
        if (slug, true.path) not in self.posts:
            pytest.fail("it is not stored")
        return self.posts[slug, true.path]


@pytest.fixture(scope="module")
def visited(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    """One crawl over all imitation clinics."""
    folder = tmp_path_factory.mktemp("every")
    with ExitStack() as stack:
        served = {slug: stack.enter_context(serve(site(slug))) for slug in SLUGS}
        crawled = crawl(folder, rows_of(served), seconds=300)
        rows = crawled.rows("SELECT * FROM posts")
        posts = {(row["clinic"], path_of(row["url"])): row for row in rows}
        yield Visited(folder=folder, served=served, crawled=crawled, posts=posts)


def rows_of(served: dict[str, Served]) -> list[dict[str, str]]:
    """The rows of clinics.csv: nothing but what a reader of the home page knows."""
    return [{"slug": slug, "website": one.url, **one.site.clinic} for slug, one in served.items()]


def path_of(url: str) -> str:
    """Path and query of an address."""
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def share(words: Counter[str], of: Counter[str]) -> float:
    """How much of the second bag of words the first one has."""
    return (words & of).total() / of.total()


def test_the_crawl_ends_well(visited: Visited) -> None:
    assert (visited.crawled.code, "Traceback" in visited.crawled.err) == (0, False)


@every_clinic
def test_the_platform_is_recognised_by_a_sign(visited: Visited, slug: str) -> None:
    told = "SELECT platform, platform_sign FROM clinics WHERE slug = :slug"
    (row,) = visited.crawled.rows(told, slug=slug)
    # an imitation of no builder is called otherwise than the generic platform
    assert row["platform"] == by_name(load(slug).platform).name
    assert row["platform_sign"]


@every_clinic
def test_exactly_the_posts_are_stored(visited: Visited, slug: str) -> None:
    stored = Counter(path for clinic, path in visited.posts if clinic == slug)
    expected = Counter(post.path for post in truth(slug))
    assert {"missed": [*(expected - stored)], "extra": [*(stored - expected)]} == {
        "missed": [],
        "extra": [],
    }


@every_post
def test_the_title_is_right(visited: Visited, slug: str, true: TruePost) -> None:
    assert visited.post(slug, true)["title"] == true.title


@every_post
def test_the_day_is_right_or_unknown(visited: Visited, slug: str, true: TruePost) -> None:
    assert visited.post(slug, true)["published_on"] == true.published_on


@every_post
def test_the_text_has_the_words_of_the_post(visited: Visited, slug: str, true: TruePost) -> None:
    text = Counter(words_of(visited.post(slug, true)["text"]))
    assert share(text, Counter(words_of(true.text))) >= ENOUGH


@every_post
def test_the_text_has_hardly_other_words(visited: Visited, slug: str, true: TruePost) -> None:
    allowed = "\n".join((true.text, *true.calls_to_action))
    text = Counter(words_of(visited.post(slug, true)["text"]))
    assert share(Counter(words_of(allowed)), text) >= ENOUGH


@pytest.mark.parametrize(
    ("slug", "true"), ABOUT, ids=[f"{slug}{post.path}" for slug, post in ABOUT]
)
def test_the_topics_are_those_of_the_post(visited: Visited, slug: str, true: TruePost) -> None:
    about = (
        "SELECT topic FROM post_topics "
        "WHERE post = :post AND kind IN ('condition', 'drug', 'procedure') ORDER BY topic"
    )
    found = visited.crawled.column(about, post=visited.post(slug, true)["id"])
    assert found == sorted(true.topics or ())


@every_clinic
def test_nothing_was_asked_for_that_robots_txt_forbids(visited: Visited, slug: str) -> None:
    one = visited.served[slug]
    asked = [logged.path for logged in one.requests if logged.path != "/robots.txt"]
    answer = get(one, "/robots.txt")
    rules = Protego.parse(answer.body.decode() if answer.status == 200 else "")
    assert [path for path in asked if not rules.can_fetch(f"{one.url}{path}", "dripfeed")] == []


def test_a_second_crawl_stores_nothing_new(visited: Visited) -> None:
    kept = f"SELECT {KEPT} FROM posts ORDER BY url"
    versions = "SELECT count(*) FROM post_versions"
    before = visited.crawled.rows(kept), visited.crawled.column(versions)
    again = visited.again()
    assert (again.code, (again.rows(kept), again.column(versions))) == (0, before)
