"""Sites without end: the crawl ends, says which URLs it left out, and keeps the posts."""

from collections.abc import Callable, Iterator

import pytest

from tests.faults.sites import HTML, XML, clinic, page, sitemap
from tests.faults.watching import Watched, watched_crawl
from tests.faults.wire import Wired
from tests.sites.server import Request, Response, Site

PAGES = 10
"""Posts fetched of each clinic."""
CRAWL_MB = 400
NO_SITEMAP = Response(404, HTML, b"")
Part = Callable[[Request], Response | None]


def with_part(slug: str, part: Part, *, posts: int = 2) -> Wired:
    """A sound clinic of which a part is without end; `part` gives None for the sound rest."""
    sound = clinic(slug, {}, posts=posts)
    return Wired(
        site=Site(
            slug=slug, clinic={}, respond=lambda request: part(request) or sound.respond(request)
        )
    )


def listing(links: Iterator[tuple[str, str]]) -> Response:
    """A listing with these links, URL and words, above two sound posts."""
    lines = "".join(f"<li><a href='{url}'>{words}</a></li>" for url, words in links)
    sound = "".join(f"<li><a href='/blog/letter-{n}'>Letter {n}</a></li>" for n in (1, 2))
    return Response(200, HTML, page("Our blog", f"<ul>{sound}{lines}</ul>"))


def calendar(request: Request) -> Response | None:
    """Months that lead to months and days."""
    month = int(request.query.get("month", "0"))
    days = ((f"/blog/2031/{month}/{day}", f"What happens on day {day}") for day in range(28))
    following = (f"/blog?month={month + 1}", "Next")
    return _blog(request, lambda: listing(iter([*days, following])))


def facets(request: Request) -> Response | None:
    """Filters that can be put together in every way."""
    page_number = int(request.query.get("page", "1"))
    filters = (
        (f"/blog?color={a}&size={b}&sort={page_number}", f"Only drips of kind {a} and {b}")
        for a in range(6)
        for b in range(6)
    )
    following = (f"/blog?page={page_number + 1}", "Next page")
    return _blog(request, lambda: listing(iter([*filters, following])))


def sessions(request: Request) -> Response | None:
    """Posts that have another URL on every page."""
    number = int(request.query.get("page", "1"))
    posts = (
        (f"/blog/letter-{n}?visit={number:08}abcdef{n:08}", f"Letter number {n} of ours")
        for n in range(1, 9)
    )
    following = (f"/blog?page={number + 1}", "Next page")
    return _blog(request, lambda: listing(iter([*posts, following])))


def repeating(request: Request) -> Response | None:
    """Relative links that grow with each page."""
    if not request.path.startswith("/blog/page"):
        return _blog(request, lambda: listing(iter([("/blog/page/1/", "Next page")])))
    return listing(
        iter([(f"{request.path}page/1/", "Next page"), (f"{request.path}a/", "A letter of ours")])
    )


def paging(request: Request) -> Response | None:
    """Pages that always have an older one."""
    number = int(request.query.get("page", "1"))
    post = (f"/blog/letter-{number}-of-many", f"Letter number {number} of many")
    return _blog(request, lambda: listing(iter([post, (f"/blog?page={number + 1}", "Next page")])))


def _blog(request: Request, response: Callable[[], Response]) -> Response | None:
    if request.path in {"/sitemap.xml", "/robots.txt"}:
        return NO_SITEMAP
    return response() if request.path == "/blog" else None


def cycle(request: Request) -> Response | None:
    """An index that lists itself and one that lists it, next to a sound sitemap."""
    if request.path in {"/sitemap.xml", "/b.xml"}:
        return _index(request, "/sitemap.xml", "/b.xml", "/posts.xml")
    return _posts(request)


def deep(request: Request) -> Response | None:
    """An index below an index, without end."""
    number = int(request.path.strip("/i.xml") or 0) if request.path.startswith("/i") else 0
    if request.path == "/sitemap.xml" or number:
        return _index(request, f"/i{number + 1}.xml", "/posts.xml")
    return _posts(request)


def wide(request: Request) -> Response | None:
    """An index of a thousand sitemaps."""
    if request.path == "/sitemap.xml":
        return _index(request, "/posts.xml", *(f"/s{n}.xml" for n in range(1_000)))
    if request.path.startswith("/s"):
        return sitemap(request, f"/blog{request.path}")
    return _posts(request)


def long(request: Request) -> Response | None:
    """A sitemap of 50,000 posts."""
    if request.path == "/sitemap.xml":
        return sitemap(request, *(f"/blog/letter-{n}" for n in range(1, 50_001)))
    return None


def _index(request: Request, *paths: str) -> Response:
    lines = "".join(f"<sitemap><loc>{request.base_url}{path}</loc></sitemap>" for path in paths)
    return Response(200, XML, f"<?xml version='1.0'?><sitemapindex>{lines}</sitemapindex>".encode())


def _posts(request: Request) -> Response | None:
    if request.path == "/posts.xml":
        return sitemap(request, "/blog/letter-1", "/blog/letter-2")
    return None


PARTS: dict[str, Part] = {
    part.__name__: part
    for part in (calendar, facets, sessions, repeating, paging, cycle, deep, wide, long)
}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """One crawl over a clinic of each kind and a sound one."""
    clinics = [Wired(site=clinic("sound", {}))]
    clinics += [with_part(slug, part) for slug, part in PARTS.items()]
    return watched_crawl(tmp_path_factory.mktemp("endless"), clinics, "--limit", str(PAGES))


@pytest.mark.parametrize(
    ("slug", "detail"),
    [
        ("calendar", "more than 100 URLs like /blog/N/N/N by date"),
        ("facets", "more than 200 URLs like /blog?color,size,sort"),
        ("sessions", "more than 5 URLs like /blog/letter-1?visit with a session"),
        ("repeating", "its path repeats /page/1/"),
        ("deep", "more than 3 nested sitemap indexes"),
        ("wide", "300 sitemaps were read, and more are listed"),
    ],
)
def test_what_was_left_out_is_written_down(watched: Watched, slug: str, detail: str) -> None:
    details = "SELECT detail FROM pages WHERE clinic = :slug AND reason = 'trap'"
    assert detail in watched.crawled.column(details, slug=slug)


@pytest.mark.parametrize("slug", ["sound", *PARTS])
def test_every_visit_comes_to_its_end(watched: Watched, slug: str) -> None:
    end = "SELECT end_state FROM run_clinics WHERE clinic = :slug"
    assert watched.crawled.column(end, slug=slug)[0] in {"done", "limited"}


@pytest.mark.parametrize(
    ("slug", "most"),
    [
        ("calendar", 260),
        ("facets", 260),
        ("sessions", 260),
        ("repeating", 60),
        ("paging", 260),
        ("cycle", 40),
        ("deep", 40),
        ("wide", 360),
        ("long", 40),
    ],
)
def test_a_site_without_end_gets_so_many_requests_and_no_more(
    watched: Watched, slug: str, most: int
) -> None:
    assert len(watched.asked[slug]) <= most


@pytest.mark.parametrize("slug", ["sound", "cycle"])
def test_the_posts_of_a_site_that_ends_are_all_kept(watched: Watched, slug: str) -> None:
    posts = "SELECT 1 FROM posts WHERE clinic = :slug"
    assert len(watched.crawled.rows(posts, slug=slug)) == 2


def test_fifty_thousand_urls_are_remembered(watched: Watched) -> None:
    query = "SELECT count(*) FROM pages JOIN page_routes USING (url) WHERE clinic = 'long'"
    assert watched.crawled.column(query)[0] >= 50_000


def test_the_crawl_stays_small(watched: Watched) -> None:
    assert watched.crawl_mb < CRAWL_MB


def test_nothing_unforeseen_happened(watched: Watched) -> None:
    assert "Traceback" not in watched.crawled.err
