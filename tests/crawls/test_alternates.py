"""Crawls of clinics whose feeds and REST give the bodies of their posts, to the last column."""

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.crawling import Crawled, crawl, dripfeed
from tests.faults.script_site import POSTS, script_site
from tests.faults.sites import HTML, PARAGRAPH, clinic, page
from tests.sites.catalog import site
from tests.sites.server import Request, Response, Served, serve

WITNESSED = {
    "harbor-infusion": "wordpress",
    "foxglove-guarded": "feed",
    "dogwood-drip": "feed",
    "larkspur-mind": "feed",
    "tidewater-iv": "feed",
}
"""Imitation clinics with whole bodies in REST, RSS and Atom, and the witness of their texts."""
FEED = {"Content-Type": "application/rss+xml"}
LIFE = "Dana Whitcomb was a nurse in three hospitals for eleven years and keeps bees at home."
CONFIDENCES = "SELECT url, text_confidence, text_witness, text FROM posts ORDER BY url"


def rss(request: Request, bodies: dict[str, str]) -> Response:
    """A feed of these bodies by path."""
    items = "".join(
        f"<item><title>{path}</title><link>{request.base_url}{path}</link>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item>"
        for path, body in bodies.items()
    )
    space = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    text = f"<?xml version='1.0'?><rss version='2.0' {space}><channel>{items}</channel></rss>"
    return Response(200, FEED, text.encode())


@dataclass(kw_only=True)
class Doubtful:
    """A clinic whose page and feed can be changed: two posts, of which the feed confuses one."""

    served: Served
    folder: Path
    nonce: int = 0
    feed_letter_1: str = ""

    def crawl(self, *options: str) -> Crawled:
        return crawl(self.folder, [{"slug": "doubtful", "website": self.served.url}], *options)


def letter(number: int) -> str:
    return f"<p>Letter number {number} says what changed this month. {PARAGRAPH}</p>"


@pytest.fixture
def doubtful(tmp_path: Path) -> Iterator[Doubtful]:
    def shown(request: Request) -> Response:
        body = f"<div>{letter(1)}<p>{PARAGRAPH}</p></div><div class='x'><p>{LIFE}</p></div>"
        return Response(200, HTML, page("Letter 1", f"{body}<!-- {made.nonce} -->"))

    def feed(request: Request) -> Response:
        other = "".join(
            f"<p>Row {row} is of winter tyres, salt and sledges.</p>" for row in range(30)
        )
        return rss(request, {"/blog/letter-1": made.feed_letter_1, "/blog/letter-2": other})

    parts = {"/blog/letter-1": shown, "/feed/": feed}
    with serve(clinic("doubtful", parts)) as served:
        made = Doubtful(served=served, folder=tmp_path)
        yield made


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    with ExitStack() as stack:
        rows = [
            {
                "slug": slug,
                "website": stack.enter_context(serve(site(slug))).url,
                **site(slug).clinic,
            }
            for slug in WITNESSED
        ]
        yield crawl(tmp_path_factory.mktemp("witnessed"), rows)


@pytest.mark.parametrize("slug", WITNESSED)
def test_every_text_is_confirmed_by_the_other_source_of_its_body(
    crawled: Crawled, slug: str
) -> None:
    rows = crawled.rows(
        "SELECT DISTINCT text_confidence, text_witness FROM posts WHERE clinic = :slug", slug=slug
    )
    assert rows == [{"text_confidence": 1.0, "text_witness": WITNESSED[slug]}]


def test_reading_the_archive_again_gives_the_same_confidence(crawled: Crawled) -> None:
    before = crawled.rows(CONFIDENCES)
    evidence = crawled.rows("SELECT * FROM extractions ORDER BY id")
    assert dripfeed("extract", "--db", str(crawled.db_path)).returncode == 0
    assert crawled.rows(CONFIDENCES) == before
    assert crawled.rows("SELECT * FROM extractions ORDER BY id") == evidence


def test_no_body_is_kept_among_the_hints(crawled: Crawled) -> None:
    hints = crawled.column("SELECT hints FROM page_routes WHERE hints LIKE '%\"body\":{%'")
    assert max(map(len, hints)) < 1500
    assert all(set(json.loads(one)["body"]) == {"location", "number", "url"} for one in hints)


def test_page_shows_who_confirms_a_text(crawled: Crawled) -> None:
    (url, *_) = crawled.column("SELECT url FROM posts WHERE clinic = 'larkspur-mind'")
    told = dripfeed("page", url, "--db", str(crawled.db_path)).stdout
    assert "confidence 1.0" in told
    assert re.search(r"feed +100.0% of it is in the text, 100.0% of the text is in", told)


def test_a_feed_that_confuses_two_posts_is_a_doubt_and_no_text(doubtful: Doubtful) -> None:
    doubtful.feed_letter_1 = f"{letter(1)}<p>{PARAGRAPH}</p>"
    done = doubtful.crawl()
    told = done.rows(CONFIDENCES)
    assert [row["text_confidence"] for row in told] == [1.0, 0.0]
    assert not [row for row in told if "winter tyres" in row["text"]]
    listed = dripfeed("export", "doubtful_texts", "--db", str(done.db_path)).stdout
    assert "letter-2" in listed
    assert "letter-1" not in listed


def test_page_shows_the_passages_that_only_one_side_has(doubtful: Doubtful) -> None:
    done = doubtful.crawl()
    url = f"{doubtful.served.url}/blog/letter-2"
    told = dripfeed("page", url, "--db", str(done.db_path)).stdout
    assert "confidence 0.0" in told
    assert "only in it:       Row 0 is of winter tyres, salt and sledges." in told
    assert "only in the text: Letter number 2 from the front desk says what changed" in told


def test_a_witness_that_comes_later_mends_the_text_and_makes_no_version(
    doubtful: Doubtful,
) -> None:
    texts = "SELECT text, text_confidence FROM posts WHERE url LIKE '%letter-1'"
    (before,) = doubtful.crawl().rows(texts)
    assert LIFE in before["text"]
    assert before["text_confidence"] is None
    doubtful.feed_letter_1, doubtful.nonce = f"{letter(1)}<p>{PARAGRAPH}</p>", 1
    done = doubtful.crawl("--full")
    (after,) = done.rows(texts)
    assert LIFE not in after["text"]
    assert after["text_confidence"] == 1
    assert done.column("SELECT max(version) FROM post_versions") == [1]
    assert done.column("SELECT sum(changed) FROM run_clinics") == [0]


@pytest.fixture(scope="module")
def scripted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """A clinic that is empty without a browser, but has a feed."""
    empty = script_site()

    def respond(request: Request) -> Response:
        if request.path != "/feed/":
            return empty.respond(request)
        bodies = {
            f"/blog/letter-{n}": f"<h2>Before visit {n}</h2>{letter(n)}<ul><li>book {n}</li></ul>"
            for n in range(1, POSTS + 1)
        }
        return rss(request, bodies)

    with serve(type(empty)(slug="scripted", clinic={}, respond=respond)) as served:
        folder = tmp_path_factory.mktemp("scripted")
        yield crawl(folder, [{"slug": "scripted", "website": served.url}])


def test_a_feed_gives_the_posts_of_a_clinic_that_is_empty_without_a_browser(
    scripted: Crawled,
) -> None:
    texts = scripted.column("SELECT markdown FROM posts ORDER BY url")
    assert len(texts) == POSTS
    for number, text in enumerate(texts, start=1):
        assert text.startswith(f"## Before visit {number}\n")
        assert text.endswith(f"- book {number}")
    assert scripted.column("SELECT end_state FROM run_clinics") == ["done"]


def test_the_body_that_only_the_feed_has_is_confirmed_by_nobody(scripted: Crawled) -> None:
    assert scripted.column("SELECT DISTINCT text_confidence FROM posts") == [None]
