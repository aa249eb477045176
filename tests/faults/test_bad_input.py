"""Whatever a site sends, it ends as a named reason, and the other clinics go on."""

import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.crawling import Crawled, crawl
from tests.faults.sites import HTML, PARAGRAPH, XML, clinic, fixed, page
from tests.sites.server import Response, Site, serve

SITES = (
    clinic("sound", {}, posts=3),
    clinic("home-404", {"/": fixed(404, HTML, page("Gone", ""))}),
    clinic("home-403", dict.fromkeys(("/", "/sitemap.xml", "/blog"), fixed(403, HTML, b"no"))),
    clinic("home-500", dict.fromkeys(("/", "/sitemap.xml", "/blog"), fixed(500, HTML, b"oh"))),
    clinic("sitemap-empty", {"/sitemap.xml": fixed(200, XML, b"")}),
    clinic("sitemap-broken", {"/sitemap.xml": fixed(200, XML, b"{not xml: at all")}),
    clinic("sitemap-html", {"/sitemap.xml": fixed(200, HTML, page("Home", "<p>hello</p>"))}),
    clinic("feed-html", {"/feed/": fixed(200, XML, page("Home", "<p>hello</p>"))}),
    clinic("lying-charset", {"/blog/letter-1": lambda _: _latin_page()}),
    clinic("nul-bytes", {"/blog/letter-1": lambda _: _nul_page()}),
    clinic("too-large", {"/big": lambda _: _big_page()}, listed=("/big",)),
    clinic("no-text", {"/empty": fixed(200, HTML, page("A title", ""))}, listed=("/empty",)),
    clinic("empty-body", {"/nothing": fixed(200, HTML, b"")}, listed=("/nothing",)),
    clinic("gone", {}, listed=("/never-was",)),
    clinic(
        "pdf",
        {"/a": fixed(200, {"Content-Type": "application/pdf"}, b"%PDF-1.7 \x00\xff")},
        listed=("/a",),
    ),
    clinic("loop", {"/loop": lambda r: _away(f"{r.base_url}/loop")}, listed=("/loop",)),
    clinic("away", {"/away": lambda _: _away("http://127.0.0.2:9/elsewhere")}, listed=("/away",)),
    clinic("to-home", {"/old": lambda r: _away(f"{r.base_url}/")}, listed=("/old",)),
    clinic("robots-503", {"/robots.txt": fixed(503, {}, b"")}),
    clinic("robots-no", {"/robots.txt": fixed(200, {}, b"User-agent: *\nDisallow: /\n")}),
)


def _latin_page() -> Response:
    body = page("Letter 1", f"<p>The café’s “drip” — as it says. {PARAGRAPH}</p>" * 2)
    return Response(200, {"Content-Type": "text/html; charset=iso-8859-1"}, body)


def _nul_page() -> Response:
    body = page("Letter 1", f"<p>Before\x00after. {PARAGRAPH}</p><p>{PARAGRAPH}</p>")
    return Response(200, HTML, body)


def _big_page() -> Response:
    return Response(200, HTML, page("Big", "<p>" + "drip " * 6_000_000 + "</p>"))


def _away(url: str) -> Response:
    return Response(302, {"Location": url}, b"")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    """One crawl over all faulty clinics at once, with no tries lost on waiting."""
    with ExitStack() as stack:
        rows = [_row(site, stack) for site in SITES]
        rows += [
            {"slug": "refused", "website": f"http://127.0.0.1:{_closed_port()}"},
            {"slug": "no-such-host", "website": "http://clinic.invalid"},
            {"slug": "tls", "website": rows[0]["website"].replace("http://", "https://")},
        ]
        folder = tmp_path_factory.mktemp("faults")
        yield crawl(folder, rows, "-s", "RETRY_TIMES=1", "-s", "DOWNLOAD_TIMEOUT=20", seconds=300)


def _row(site: Site, stack: ExitStack) -> dict[str, str]:
    return {"slug": site.slug, "website": stack.enter_context(serve(site)).url}


def _closed_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.mark.parametrize(
    ("slug", "end"),
    [
        ("sound", "done"),
        ("home-404", "done"),
        ("home-403", "forbidden"),
        ("home-500", "server_error"),
        ("refused", "unreachable"),
        ("no-such-host", "unreachable"),
        ("tls", "tls_error"),
        ("robots-503", "robots"),
        ("robots-no", "robots"),
    ],
)
def test_a_visit_ends_in_its_named_state(crawled: Crawled, slug: str, end: str) -> None:
    assert crawled.column("SELECT end_state FROM run_clinics WHERE clinic = :slug", slug=slug) == [
        end
    ]


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("home-404", "not_found"),
        ("home-403", "forbidden"),
        ("home-500", "server_error"),
        ("refused", "refused"),
        ("no-such-host", "dns"),
        ("tls", "tls"),
        ("robots-503", "robots"),
        ("robots-no", "robots"),
    ],
)
def test_an_unreadable_home_page_has_its_reason(crawled: Crawled, slug: str, reason: str) -> None:
    query = "SELECT reason FROM pages WHERE clinic = :slug AND reason IS NOT NULL"
    assert reason in crawled.column(query, slug=slug)


@pytest.mark.parametrize(
    ("slug", "path", "reason"),
    [
        ("too-large", "/big", "too_large"),
        ("no-text", "/empty", "no_text"),
        ("empty-body", "/nothing", "empty_body"),
        ("gone", "/never-was", "not_found"),
        ("pdf", "/a", "not_html"),
        ("loop", "/loop", "redirect_loop"),
        ("away", "/away", "redirected_away"),
        ("to-home", "/old", "redirected_away"),
    ],
)
def test_a_broken_page_has_its_reason(crawled: Crawled, slug: str, path: str, reason: str) -> None:
    query = "SELECT reason FROM pages WHERE clinic = :slug AND url LIKE '%' || :path"
    assert crawled.column(query, slug=slug, path=path) == [reason]


@pytest.mark.parametrize(
    ("slug", "reason"),
    [
        ("sitemap-empty", "empty_body"),
        ("sitemap-broken", "unreadable"),
        ("sitemap-html", "unreadable"),
    ],
)
def test_a_useless_sitemap_is_named(crawled: Crawled, slug: str, reason: str) -> None:
    query = "SELECT reason FROM pages WHERE clinic = :slug AND url LIKE '%/sitemap.xml'"
    assert crawled.column(query, slug=slug) == [reason]


@pytest.mark.parametrize("slug", ["sitemap-empty", "sitemap-broken", "sitemap-html"])
def test_without_a_sitemap_the_listing_finds_the_posts(crawled: Crawled, slug: str) -> None:
    assert len(crawled.rows("SELECT 1 FROM posts WHERE clinic = :slug", slug=slug)) == 2


@pytest.mark.parametrize(
    "slug",
    ["home-404", "feed-html", "lying-charset", "nul-bytes", "too-large", "no-text", "gone", "loop"],
)
def test_sound_posts_next_to_a_fault_are_kept(crawled: Crawled, slug: str) -> None:
    assert len(crawled.rows("SELECT 1 FROM posts WHERE clinic = :slug", slug=slug)) == 2


def test_a_lying_charset_does_not_garble_the_text(crawled: Crawled) -> None:
    query = "SELECT text FROM posts WHERE clinic = 'lying-charset' AND url LIKE '%letter-1'"
    assert "The café’s “drip” — as it says." in crawled.column(query)[0]


def test_nul_bytes_never_reach_the_store(crawled: Crawled) -> None:
    query = "SELECT text FROM posts WHERE clinic = 'nul-bytes' AND url LIKE '%letter-1'"
    assert "\x00" not in crawled.column(query)[0]


def test_every_listed_url_ends_somewhere(crawled: Crawled) -> None:
    waiting = "SELECT url, state FROM pages WHERE state IN ('listed', 'fetched')"
    assert crawled.rows(waiting) == []


def test_every_skip_and_failure_has_a_reason(crawled: Crawled) -> None:
    unexplained = "SELECT url FROM pages WHERE state IN ('skipped', 'failed') AND reason IS NULL"
    assert crawled.rows(unexplained) == []


def test_the_numbers_of_a_clinic_add_up(crawled: Crawled) -> None:
    sums = (
        "SELECT clinic FROM run_clinics "
        "WHERE listed <> new + changed + unchanged + skipped + failed"
    )
    assert crawled.rows(sums) == []


def test_the_command_says_that_a_clinic_failed(crawled: Crawled) -> None:
    assert crawled.code == 3


def test_each_failed_clinic_has_a_line_with_what_to_do(crawled: Crawled) -> None:
    line = next(line for line in crawled.out.splitlines() if line.startswith("no-such-host"))
    assert "check the URL in the column website" in line


def test_nothing_unforeseen_happened(crawled: Crawled) -> None:
    assert "Traceback" not in crawled.err


def test_only_the_sitemap_lists_the_posts_of_a_clinic_without_home_page(crawled: Crawled) -> None:
    routes = (
        "SELECT DISTINCT route FROM page_routes JOIN pages USING (url) WHERE clinic = 'home-404'"
    )
    assert "sitemap" in crawled.column(routes)
