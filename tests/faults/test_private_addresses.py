"""Nothing that a clinic's site says leads the crawl inside the network that it runs in."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, cast

import pytest
from scrapy import Request as ScrapyRequest
from scrapy import Spider
from scrapy.core.downloader.handlers import DownloadHandlers
from scrapy.crawler import Crawler
from scrapy.exceptions import NotSupported
from scrapy.resolver import CachingThreadedResolver
from twisted.internet._resolver import SimpleResolverComplexifier
from twisted.internet.defer import succeed
from twisted.internet.endpoints import HostnameEndpoint
from twisted.internet.interfaces import IProtocolFactory
from twisted.internet.protocol import Factory, Protocol
from twisted.internet.testing import MemoryReactorClock

from pipelines.jobs.crawl import crawl_settings
from scrapers.middlewares.guard import PublicResolver
from tests.crawling import crawl_command, write_clinics
from tests.faults.resolver import DOOR, NAMES
from tests.faults.sites import HTML, XML, clinic, page
from tests.faults.watching import Watched, watched
from tests.faults.wire import Wire, Wired
from tests.sites.server import Request, Response, Site

PUBLIC_ONLY = ("-s", "DRIPFEED_CONTACT=test@example.com", "-s", "DOWNLOAD_TIMEOUT=3")
LITERALS = (
    "127.0.0.1",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "0177.0.0.1",
    "017700000001",
    "0.0.0.0",
    "0",
    "127.0.0.2",
    "127.0.0.1.",
    "127。0。0。1",
    "１２７.0.0.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "localhost",
    "169.254.169.254",
    "[fd00:ec2::254]",
    "10.0.0.1",
)
"""This machine in the disguises that are known, then metadata services and a private network."""
HOSTS = (*LITERALS, *NAMES)
UNSAFE = (
    "file:///etc/hostname",
    "ftp://127.0.0.1/a",
    "data:text/html,<p>inside</p>",
    "s3://bucket/a",
    "gopher://127.0.0.1/_a",
    "javascript:alert(1)",
    "http://front:desk@127.0.0.1/a",
    "http://[",
)


@pytest.fixture(scope="module")
def inside() -> Iterator[Wire]:
    """A machine inside the network, on all addresses; nobody may ask it for anything."""
    with Wire(Wired(site=clinic("inside", {})), host="0.0.0.0") as wire:
        yield wire


def public_command(folder: Path, *options: str) -> list[str]:
    """The words of a crawl to which private addresses are forbidden."""
    words = crawl_command(folder, *PUBLIC_ONLY, *options)
    words.remove("--allow-private")
    return words


@pytest.fixture(scope="module")
def told_by_rows(tmp_path_factory: pytest.TempPathFactory, inside: Wire) -> Watched:
    """A crawl of clinics whose rows name addresses inside."""
    folder = tmp_path_factory.mktemp("rows")
    urls = [f"http://{host}:{inside.port}" for host in LITERALS]
    rows = [{"slug": f"form-{n}", "website": url} for n, url in enumerate(urls)]
    write_clinics(folder / "clinics.csv", rows)
    return watched(folder, public_command(folder))


@pytest.mark.parametrize("number", range(len(LITERALS)), ids=LITERALS)
def test_a_row_that_names_an_address_inside_is_refused(told_by_rows: Watched, number: int) -> None:
    end = "SELECT end_state FROM run_clinics WHERE clinic = :slug"
    assert told_by_rows.crawled.column(end, slug=f"form-{number}") == ["private_address"]


def test_a_refused_clinic_is_a_failure_with_a_next_step(told_by_rows: Watched) -> None:
    assert told_by_rows.crawled.code == 3
    assert "add --allow-private if meant so" in told_by_rows.crawled.out


def ways(door_url: str, inside: Wire) -> dict[str, str]:
    """Path of a listed page to the address inside that it leads to.

    Names of the clinic's own site lead to its own port, because another one would be another site.
    """
    door_port = door_url.rpartition(":")[2]
    hosts = [f"{host}:{inside.port}" for host in LITERALS] + [f"{n}:{door_port}" for n in NAMES]
    return {f"/blog/way-{n}": f"http://{host}/inside" for n, host in enumerate(hosts)}


def misleading(inside: Wire) -> Site:
    """A clinic that leads inside by redirects, meta refresh, robots.txt, sitemaps and feeds."""
    paths = [f"/blog/way-{n}" for n in range(len(HOSTS))]
    sound = clinic("door", {}, listed=(*paths, *(f"{path}-refresh" for path in paths)))

    def respond(request: Request) -> Response:
        base = request.base_url
        urls = ways(base, inside)
        if url := urls.get(request.path):
            return Response(302, {"Location": url.encode().decode("latin-1")}, b"")
        if url := urls.get(request.path.removesuffix("-refresh")):
            return Response(200, HTML, _refresh(url))
        if request.path == "/robots.txt":
            lines = [f"Sitemap: {url}" for url in (*urls.values(), f"{base}/index.xml")]
            return Response(200, {}, "\n".join(lines).encode())
        if request.path == "/index.xml":
            own = (f"{base}/sitemap.xml", f"{base}/inside.xml")
            return Response(200, XML, _listing("sitemap", [*urls.values(), *UNSAFE, *own]))
        if request.path == "/inside.xml":
            return Response(200, XML, _listing("url", [*urls.values(), *UNSAFE]))
        if request.path == "/feed/":
            return Response(200, XML, _feed(next(iter(urls.values()))))
        return sound.respond(request)

    return Site(slug="door", clinic={}, respond=respond)


def _refresh(url: str) -> bytes:
    moved = page("Moved", "<p>moved</p>").decode()
    refresh = f"<meta http-equiv=refresh content='0; url={escape(url)}'>"
    return moved.replace("<head>", f"<head>{refresh}").encode()


def _listing(kind: str, urls: list[str]) -> bytes:
    lines = "".join(f"<{kind}><loc>{escape(url)}</loc></{kind}>" for url in urls)
    root = "sitemapindex" if kind == "sitemap" else "urlset"
    return f"<?xml version='1.0'?><{root}>{lines}</{root}>".encode()


def _feed(url: str) -> bytes:
    following = f"<a:link xmlns:a='http://www.w3.org/2005/Atom' rel='next' href='{url}'/>"
    post = f"<item><link>{url}</link></item>"
    return f"<rss version='2.0'><channel>{following}{post}</channel></rss>".encode()


@pytest.fixture(scope="module")
def told_by_site(tmp_path_factory: pytest.TempPathFactory, inside: Wire) -> Watched:
    """A crawl of a clinic whose site leads inside in every way."""
    folder = tmp_path_factory.mktemp("door")
    with Wire(Wired(site=misleading(inside))) as wire:
        row = {"slug": "door", "website": f"http://{DOOR}:{wire.port}"}
        write_clinics(folder / "clinics.csv", [row])
        resolver = "TWISTED_DNS_RESOLVER=tests.faults.resolver.OneDoor"
        done = watched(folder, public_command(folder, "-s", resolver))
        assert wire.hosts == {f"{DOOR}:{wire.port}"}, "a name that leads inside was asked"
        return done


@pytest.mark.parametrize("suffix", ["", "-refresh"], ids=["redirect", "meta refresh"])
@pytest.mark.parametrize("number", range(len(HOSTS)), ids=HOSTS)
def test_a_page_that_leads_inside_is_refused(
    told_by_site: Watched, number: int, suffix: str
) -> None:
    told = "SELECT reason FROM pages WHERE url LIKE '%/blog/way-' || :name"
    assert told_by_site.crawled.column(told, name=f"{number}{suffix}") == ["private_address"]


@pytest.mark.parametrize("url", UNSAFE)
def test_a_listed_address_of_another_kind_is_noted_and_left(
    told_by_site: Watched, url: str
) -> None:
    told = "SELECT reason FROM pages WHERE url = :url"
    told_url = url.replace("front:desk@", "")
    assert told_by_site.crawled.column(told, url=told_url) in (["unsafe_url"], ["other_site"])


def test_the_sound_posts_beside_them_are_kept(told_by_site: Watched) -> None:
    posts = "SELECT 1 FROM posts WHERE url LIKE '%/letter-_'"
    assert len(told_by_site.crawled.rows(posts)) == 2


def test_the_machine_inside_was_never_asked(
    told_by_rows: Watched, told_by_site: Watched, inside: Wire
) -> None:
    assert inside.paths == []


def test_the_address_that_is_connected_to_is_the_one_that_was_vetted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A name that leads to a public address first and inside the second time gains nothing."""
    answers = iter(["93.184.216.34", "127.0.0.1", "169.254.169.254"])
    monkeypatch.setattr(CachingThreadedResolver, "getHostByName", lambda *_: succeed(next(answers)))
    reactor: Any = MemoryReactorClock()  # type: ignore[no-untyped-call]
    resolver: Any = PublicResolver(reactor, 0, 3, allow_private=False)
    reactor.nameResolver = SimpleResolverComplexifier(resolver)
    for _ in range(3):
        endpoint = HostnameEndpoint(reactor, b"rebound.example.com", 80)
        connecting: Any = endpoint.connect(cast("IProtocolFactory", Factory.forProtocol(Protocol)))
        connecting.addErrback(lambda _: None)
        reactor.advance(30)
    assert {client[0] for client in reactor.tcpClients} == {"93.184.216.34"}


@pytest.mark.parametrize("url", UNSAFE[:4])
async def test_no_handler_downloads_anything_but_http(url: str) -> None:
    crawler = Crawler(Spider, crawl_settings({}))
    handlers = DownloadHandlers(crawler)
    with pytest.raises(NotSupported):
        await handlers.download_request_async(ScrapyRequest(url))


@pytest.mark.parametrize("name", ["REMOTE_CONTROL_ENABLED", "TELNETCONSOLE_ENABLED"])
def test_no_one_can_command_a_crawl_from_outside(name: str) -> None:
    assert crawl_settings({}).getbool(name) is False
