"""Walls of every kind end as what they are, with the next step, and never as posts."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from scrapers.codes.end_states import EndState
from tests.crawling import Crawled, crawl
from tests.faults.sites import HTML, PARAGRAPH, clinic, fixed, page
from tests.sites.server import Request, Response, Site, serve

CHALLENGE = b"<html><head><title>Just a moment...</title></head><body>Checking.</body></html>"
PARKED = b"<html><head><title>x</title></head><body><h1>This domain is for sale!</h1></body></html>"
CONSENT = page("Clinic", "<p>We use cookies. Do you consent? Accept all. Reject all.</p>")
SPAM = page("Buy viagra online", f"<p>{PARAGRAPH}</p>" * 3)
FRAME = b"<html><head><title>x</title></head><body><script src=/app.js></script></body></html>"
NOWHERE = page("Our clinic", f"<p>Sorry, we could not find that. {PARAGRAPH}</p>")


def everywhere(slug: str, response: Response) -> Site:
    """A site that sends the same response to every request except for robots.txt."""

    def answered(request: Request) -> Response:
        return Response(404, {}, b"") if request.path == "/robots.txt" else response

    return Site(slug=slug, clinic={}, respond=answered)


def soft_404(slug: str) -> Site:
    """A clinic that sends 200 for what does not exist, and lists two such pages."""
    sound = clinic(slug, {}, posts=2, listed=("/blog/gone", "/blog/gone-too"))

    def answered(request: Request) -> Response:
        response = sound.respond(request)
        is_file = request.path in {"/robots.txt", "/feed/"} or request.path.endswith(".xml")
        return Response(200, HTML, NOWHERE) if response.status == 404 and not is_file else response

    return Site(slug=slug, clinic={}, respond=answered)


SITES = (
    everywhere("challenged", Response(403, {**HTML, "cf-mitigated": "challenge"}, CHALLENGE)),
    everywhere("challenged-with-200", Response(200, HTML, CHALLENGE)),
    everywhere("parked", Response(200, HTML, PARKED)),
    everywhere("consent", Response(200, HTML, CONSENT)),
    everywhere("hacked", Response(200, HTML, SPAM)),
    everywhere("script-only", Response(200, HTML, FRAME)),
    clinic("one-spam-page", {"/blog/pills": fixed(200, HTML, SPAM)}, listed=("/blog/pills",)),
    clinic("posts-behind-wall", {f"/blog/letter-{n}": fixed(403, HTML, CHALLENGE) for n in (1, 2)}),
    soft_404("soft-404"),
)


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """One crawl over all of them, without a browser."""
    with ExitStack() as stack:
        rows = [{"slug": s.slug, "website": stack.enter_context(serve(s)).url} for s in SITES]
        options = ("-s", "RETRY_TIMES=0", "-s", "DRIPFEED_CHROMIUM=")
        yield crawl(tmp_path_factory.mktemp("walls"), rows, *options)


@pytest.mark.parametrize(
    ("slug", "end"),
    [
        ("challenged", "bot_wall"),
        ("challenged-with-200", "bot_wall"),
        ("parked", "parked"),
        ("consent", "consent_wall"),
        ("hacked", "hacked"),
        ("script-only", "needs_js"),
        ("one-spam-page", "done"),
        ("posts-behind-wall", "bot_wall"),
        ("soft-404", "done"),
    ],
)
def test_a_visit_ends_as_what_it_met(crawled: Crawled, slug: str, end: str) -> None:
    [row] = crawled.rows("SELECT * FROM run_clinics WHERE clinic = :slug", slug=slug)
    assert (row["end_state"], row["next_step"]) == (end, EndState(end).next_step)


@pytest.mark.parametrize(
    "slug",
    ["challenged", "challenged-with-200", "parked", "consent", "hacked", "posts-behind-wall"],
)
def test_a_block_page_is_not_a_post(crawled: Crawled, slug: str) -> None:
    assert crawled.rows("SELECT url FROM posts WHERE clinic = :slug", slug=slug) == []


@pytest.mark.parametrize(
    ("slug", "path", "reason"),
    [
        ("one-spam-page", "/blog/pills", "hacked"),
        ("posts-behind-wall", "/blog/letter-1", "bot_wall"),
        ("soft-404", "/blog/gone", "soft_404"),
        ("soft-404", "/blog/gone-too", "soft_404"),
    ],
)
def test_a_page_has_its_reason(crawled: Crawled, slug: str, path: str, reason: str) -> None:
    told = "SELECT reason FROM pages WHERE clinic = :slug AND url LIKE '%' || :path"
    assert crawled.column(told, slug=slug, path=path) == [reason]


@pytest.mark.parametrize("slug", ["one-spam-page", "soft-404"])
def test_sound_posts_next_to_them_are_kept(crawled: Crawled, slug: str) -> None:
    assert len(crawled.rows("SELECT 1 FROM posts WHERE clinic = :slug", slug=slug)) == 2


def test_a_block_page_is_exit_3(crawled: Crawled) -> None:
    assert (crawled.code, "Traceback" in crawled.err) == (3, False)
