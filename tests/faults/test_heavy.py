"""Documents made to keep a reader busy: each ends in time, in little memory, and others go on."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.faults.sites import HTML, PARAGRAPH, XML, Part, clinic, fixed, page, sitemap
from tests.faults.watching import Watched, watched_crawl
from tests.faults.wire import Wired
from tests.sites.server import Request, Response

BAD = "/blog/bad-letter"
SECONDS = 2
"""DRIPFEED_EXTRACT_TIMEOUT of this crawl."""
CRAWL_MB = 500
WORKER_MB = 1_000
TEXT = f"<p>{PARAGRAPH}</p>" * 3
FEED = "<?xml version='1.0'?>{doctype}<rss version='2.0'><channel>{posts}</channel></rss>"
LAUGHS = "<!DOCTYPE lol [<!ENTITY a 'ha'>{}]>".format(
    "".join(
        f"<!ENTITY {new} '{f'&{old};' * 10}'>"
        for old, new in zip("abcdefghi", "bcdefghij", strict=True)
    )
)
OUTSIDE = "<!DOCTYPE lol [<!ENTITY j SYSTEM 'file:///etc/hostname'>]>"


def attributes(count: int) -> str:
    """So many attributes of one tag."""
    return " ".join(f"a{number}='1'" for number in range(count))


HEAVY_PAGES: dict[str, tuple[bytes, set[str | None]]] = {
    "nested": (page("Letter", "<div>" * 100_000 + TEXT), {None, "no_text"}),
    "attributes": (page("Letter", f"<p {attributes(100_000)}>x</p>{TEXT}"), {None}),
    "spans": (
        page("Letter", f"<p>{'<span>drip </span>' * 22_000}</p>{TEXT}"),
        {None, "extraction_failed"},
    ),
    "paragraphs": (
        page("Letter", "<p>a</p>" * 1_200_000),
        {None, "no_text", "not_a_post", "extraction_failed"},
    ),
    "links": (
        page("Letter", "<div>" * 200 + "<a href=/blog/x>x</a>" * 40_000 + TEXT),
        {None, "listing_page", "not_a_post", "extraction_failed"},
    ),
    "marks": (
        page("Letter", f"<a href=/x>{'!' * 400_000}x</a>{TEXT}"),
        {None, "extraction_failed"},
    ),
    "end-tags": (page("Letter", f"{TEXT}<script>{'</script' * 64_000}"), {None}),
}
"""Name to a page that is listed as a post, and the reasons that may come of it; None for a post."""


def posts_feed(doctype: str, title: str) -> Part:
    """A feed of the two sound posts, with a title that needs its doctype."""

    def respond(request: Request) -> Response:
        posts = "".join(
            f"<item><title>{title}</title><link>{request.base_url}/blog/letter-{n}</link></item>"
            for n in (1, 2)
        )
        return Response(200, XML, FEED.format(doctype=doctype, posts=posts).encode())

    return respond


def doctyped_sitemap(doctype: str) -> Part:
    """A sitemap of the two sound posts and of a URL that needs its doctype."""

    def respond(request: Request) -> Response:
        sound = sitemap(request, "/blog/letter-1", "/blog/letter-2", "/blog/leak-&j;-end")
        return Response(200, XML, sound.body.replace(b"?>", b"?>" + doctype.encode(), 1))

    return respond


def rest(body: Callable[[str], bytes]) -> Part:
    """The WordPress REST API with this body."""
    return lambda request: Response(
        200, {"Content-Type": "application/json"}, body(request.base_url)
    )


def odd_characters(base_url: str) -> bytes:
    """Posts with NULs and halves of characters in their titles."""
    posts = [
        {
            "link": f"{base_url}/blog/letter-{n}",
            "title": {"rendered": f"Letter \ud800{n}\x00 of ours"},
        }
        for n in (1, 2)
    ]
    return json.dumps(posts).encode()


HEAVY_ROUTES: dict[str, dict[str, Part]] = {
    "home-attributes": {"/": fixed(200, HTML, page("Clinic", f"<p {attributes(100_000)}>x</p>"))},
    "home-links": {
        "/": fixed(200, HTML, page("Clinic", "<div>" * 200 + "<a href=/b>x</a>" * 200_000))
    },
    "home-marks": {"/": fixed(200, HTML, page("Clinic", f"<a href=/x>{'!' * 400_000}x</a>"))},
    "listing-attributes": {
        "/blog": fixed(200, HTML, page("Blog", f"<p {attributes(100_000)}>x</p>"))
    },
    "feed-attributes": {
        "/feed/": fixed(
            200, XML, FEED.format(doctype="", posts=f"<item {attributes(100_000)}/>").encode()
        )
    },
    "feed-laughs": {"/feed/": posts_feed(LAUGHS, "&j;"), "/sitemap.xml": fixed(404, HTML, b"")},
    "feed-outside": {"/feed/": posts_feed(OUTSIDE, "&j;"), "/sitemap.xml": fixed(404, HTML, b"")},
    "sitemap-laughs": {"/sitemap.xml": doctyped_sitemap(LAUGHS)},
    "sitemap-outside": {"/sitemap.xml": doctyped_sitemap(OUTSIDE)},
    "json-characters": {"/wp-json/wp/v2/posts": rest(odd_characters)},
    "json-deep": {"/wp-json/wp/v2/posts": rest(lambda _: b"[" * 1_000_000)},
    "json-deep-post": {
        "/wp-json/wp/v2/posts": rest(
            lambda _: b'[{"link": ' + b'{"a": ' * 200_000 + b"1" + b"}" * 200_000 + b"}]"
        )
    },
}
"""Name to what is broken in what lists the posts."""
WORDPRESS = {"json-characters", "json-deep", "json-deep-post"}
GENERATOR = (
    b"<head><link rel='https://api.w.org/' href='/wp-json/'>"
    b"<meta name=generator content='WordPress 6.1'>"
)


def wired(slug: str, parts: dict[str, Part]) -> Wired:
    """A clinic with these parts."""
    if slug in WORDPRESS:
        home = page("A clinic", "<p>We drip.</p>").replace(b"<head>", GENERATOR)
        parts = {"/": fixed(200, HTML, home), **parts}
    return Wired(site=clinic(slug, parts, listed=tuple(path for path in parts if path == BAD)))


def clinics() -> Iterator[Wired]:
    """A sound clinic, and one for each heavy page and each heavy route."""
    yield wired("sound", {})
    for slug, (body, _) in HEAVY_PAGES.items():
        yield wired(slug, {BAD: fixed(200, HTML, body)})
    for slug, parts in HEAVY_ROUTES.items():
        yield wired(slug, parts)


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """One crawl over all of them."""
    limits = ("-s", f"DRIPFEED_EXTRACT_TIMEOUT={SECONDS}", "-s", "RETRY_TIMES=0")
    return watched_crawl(tmp_path_factory.mktemp("heavy"), clinics(), *limits)


@pytest.mark.parametrize("slug", HEAVY_PAGES)
def test_a_heavy_page_is_read_or_named(watched: Watched, slug: str) -> None:
    query = (
        "SELECT state, reason, detail FROM pages WHERE clinic = :slug AND url LIKE '%/bad-letter'"
    )
    (row,) = watched.crawled.rows(query, slug=slug)
    assert row["reason"] in HEAVY_PAGES[slug][1], row
    assert (row["state"] == "post") == (row["reason"] is None)


@pytest.mark.parametrize("slug", ["sound", *HEAVY_PAGES, *HEAVY_ROUTES])
def test_the_sound_posts_of_every_clinic_are_kept(watched: Watched, slug: str) -> None:
    posts = "SELECT 1 FROM posts WHERE clinic = :slug AND url LIKE '%/letter-_'"
    assert len(watched.crawled.rows(posts, slug=slug)) == 2


@pytest.mark.parametrize(
    "slug", ["home-attributes", "home-links", "listing-attributes", "feed-attributes"]
)
def test_a_heavy_listing_is_named_and_not_read(watched: Watched, slug: str) -> None:
    query = "SELECT reason FROM pages WHERE clinic = :slug AND state = 'route'"
    assert "too_large" in watched.crawled.column(query, slug=slug)


@pytest.mark.parametrize("slug", ["json-deep", "json-deep-post"])
def test_json_without_end_is_named(watched: Watched, slug: str) -> None:
    query = "SELECT reason FROM pages WHERE clinic = :slug AND state = 'route'"
    assert "unreadable" in watched.crawled.column(query, slug=slug)


def test_no_half_of_a_character_and_no_nul_reaches_a_hint(watched: Watched) -> None:
    hints = (
        "SELECT hints FROM page_routes JOIN pages USING (url) "
        "WHERE clinic = 'json-characters' AND route = 'wordpress'"
    )
    found = watched.crawled.column(hints)
    assert found
    assert not [hint for hint in found if "\\ud800" in hint or "\\u0000" in hint]


@pytest.mark.parametrize(
    "slug", ["feed-laughs", "feed-outside", "sitemap-laughs", "sitemap-outside"]
)
def test_no_entity_is_expanded(watched: Watched, slug: str) -> None:
    hints = "SELECT max(length(hints)) FROM page_routes JOIN pages USING (url) WHERE clinic = :slug"
    assert watched.crawled.column(hints, slug=slug)[0] < 1_000
    name = Path("/etc/hostname").read_text(encoding="utf-8").strip()
    leaks = "SELECT url FROM pages WHERE clinic = :slug AND url LIKE '%leak%' || :name || '%'"
    assert watched.crawled.column(leaks, slug=slug, name=name) == []


def test_the_crawl_stays_small(watched: Watched) -> None:
    assert watched.crawl_mb < CRAWL_MB


def test_the_workers_stay_small(watched: Watched) -> None:
    assert watched.worker_mb < WORKER_MB


def test_nothing_unforeseen_happened(watched: Watched) -> None:
    assert "Traceback" not in watched.crawled.err
