"""Every imitation clinic, one per trap of a site builder: what a crawl stores against the truth."""

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from protego import Protego

from scrapers.platforms import by_name
from tests.crawling import Crawled
from tests.crawls.site_crawls import SiteCrawls
from tests.sites.catalog import every_slug
from tests.sites.content import load
from tests.sites.truth import TruePost, truth

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

    crawled: Crawled
    posts: dict[tuple[str, str], dict[str, Any]]
    """Rows by clinic and by path with query."""

    def post(self, slug: str, true: TruePost) -> dict[str, Any]:
        """The row of a post; the test ends here where it is not stored."""
        if (slug, true.path) not in self.posts:
            pytest.fail("it is not stored")
        return self.posts[slug, true.path]


@pytest.fixture(scope="module")
def visited(site_crawls: SiteCrawls) -> Visited:
    """The first crawl of all imitation clinics."""
    crawled = site_crawls.first.crawled
    rows = crawled.rows("SELECT * FROM posts")
    posts = {(row["clinic"], path_of(row["url"])): row for row in rows}
    return Visited(crawled=crawled, posts=posts)


def path_of(url: str) -> str:
    """Path and query of a URL."""
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
    questions = [line[2:-2] for line in markdown.splitlines() if line[:2] == line[-2:] == "**"]
    return lines("\n".join(questions).replace("\\", ""))


def test_the_crawl_ends_well(visited: Visited) -> None:
    assert (visited.crawled.code, "Traceback" in visited.crawled.err) == (0, False)


@every_clinic
def test_the_platform_is_recognised_by_a_fingerprint(visited: Visited, slug: str) -> None:
    query = "SELECT platform, platform_sign FROM clinics WHERE slug = :slug"
    (row,) = visited.crawled.rows(query, slug=slug)
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
    topics = visited.crawled.column(about, post=visited.post(slug, true)["id"])
    assert topics == sorted(true.topics or ())


@every_clinic
def test_nothing_was_requested_that_robots_txt_forbids(site_crawls: SiteCrawls, slug: str) -> None:
    rules = Protego.parse(site_crawls.robots[slug])
    paths = [path for path in site_crawls.first.requests[slug] if path != "/robots.txt"]
    urls = [f"{site_crawls.websites[slug]}{path}" for path in paths]
    assert urls
    assert [url for url in urls if not rules.can_fetch(url, "dripfeed")] == []


def test_a_second_crawl_stores_nothing_new(site_crawls: SiteCrawls) -> None:
    first, second = site_crawls.first.crawled, site_crawls.second.crawled
    assert second.code == 0
    for sql in (f"SELECT {KEPT} FROM posts ORDER BY url", "SELECT count(*) FROM post_versions"):
        assert second.rows(sql) == first.rows(sql)
