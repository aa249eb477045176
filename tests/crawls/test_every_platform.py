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

from scrapers.platforms import by_name
from tests.crawling import Crawled, crawl
from tests.sites.catalog import every_slug, site
from tests.sites.content import load
from tests.sites.server import Served, serve
from tests.sites.truth import TruePost, truth
from tests.sites.visits import get

KEPT = "url, clinic, title, author, published_on, text, markdown, first_seen_at, changed_at"
SLUGS = every_slug()
SILENT = frozenset({"copper-state-drip", "meridian-infusion"})
"""Clinics whose pages may leave the author unknown, but never wrong: GoDaddy shows none, Webflow
shows "By" and the name in boxes of their own."""
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


def lines(text: object) -> list[str]:
    """Folded lines of a text, without quotation marks that a builder draws around a quote."""
    folded = (" ".join(line.split()) for line in str(text).splitlines())
    return [line.removeprefix("“").removesuffix("”") for line in folded if line]


def headings(markdown: str) -> list[str]:
    """The headings of a Markdown text."""
    marked = [line for line in markdown.splitlines() if line.startswith("#")]
    return lines("\n".join(line.lstrip("# ").replace("\\", "") for line in marked))


def questions(markdown: str) -> list[str]:
    """The questions of a Markdown text: nothing else in it is bold."""
    asked = [line[2:-2] for line in markdown.splitlines() if line[:2] == line[-2:] == "**"]
    return lines("\n".join(asked).replace("\\", ""))


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
def test_the_author_is_right(visited: Visited, slug: str, true: TruePost) -> None:
    row = visited.post(slug, true)
    if true.author is None:  # the account that wrote the file is named as what it is
        assert row["author"] is None or row["author_kind"] == "default_account"
    elif slug not in SILENT or row["author_raw"] is not None:
        assert true.author in str(row["author_raw"])


@every_post
def test_the_text_is_exactly_the_post(visited: Visited, slug: str, true: TruePost) -> None:
    assert lines(visited.post(slug, true)["text"]) == lines(true.text)


@every_post
def test_the_headings_are_exactly_its_headings(visited: Visited, slug: str, true: TruePost) -> None:
    assert headings(visited.post(slug, true)["markdown"]) == lines("\n".join(true.headings))


@every_post
def test_the_questions_are_exactly_its_questions(
    visited: Visited, slug: str, true: TruePost
) -> None:
    assert questions(visited.post(slug, true)["markdown"]) == lines("\n".join(true.questions))


@every_clinic
def test_all_that_is_no_text_has_its_reason(visited: Visited, slug: str) -> None:
    silent = (
        "SELECT pages.url FROM pages JOIN extractions ON extractions.url = pages.url, "
        "json_each(extractions.blocks) AS block WHERE pages.clinic = :slug "
        "AND block.value ->> 'role' != 'body' AND block.value ->> 'reason' IS NULL"
    )
    assert visited.crawled.rows(silent, slug=slug) == []


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
