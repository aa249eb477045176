"""Whatever comes over the wire, it ends as a named reason, in little memory, and others go on."""

import gzip
import time
from collections.abc import Iterator

import brotli  # type: ignore[import-untyped]
import pytest
from backports import zstd

from tests.faults.sites import HTML, PARAGRAPH, clinic, page
from tests.faults.watching import Watched, watched_crawl
from tests.faults.wire import RESET, Chunks, Wired, forever, head, once, slowly
from tests.sites.server import Request

BAD = "/blog/bad-letter"
SECONDS = 3
"""DOWNLOAD_TIMEOUT of these crawls."""
LIMITS = ("-s", f"DOWNLOAD_TIMEOUT={SECONDS}", "-s", "RETRY_TIMES=0", "-s", "DRIPFEED_WORKERS=1")
CRAWL_MB = 400
"""A crawl alone takes about 140 MB; stock settings took 1.1 to 22 GB for these responses."""
WORKER_MB = 500

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
REFRESH = b"<meta http-equiv=refresh content='0; url=/blog/bad-letter'>"
BOMB = b"<p>drip</p>" * 20_000_000
"""220 MB; the limit is 10 MiB."""
SOUND = page("Letter 7", f"<p>{PARAGRAPH}</p>" * 3)
REAL_LENGTH = {**HTML, "Content-Length": str(len(SOUND))}


def packed(body: bytes, encoding: str) -> Chunks:
    """A response with this body and Content-Encoding."""
    length = str(len(body))
    return once(head(200, {**HTML, "Content-Encoding": encoding, "Content-Length": length}), body)


def chain(request: Request) -> Iterator[bytes]:
    """A redirect to a URL that is always a new one."""
    step = time.monotonic_ns()
    yield head(302, {"Location": f"{BAD}?step={step}", "Content-Length": "0"})


FLOOD = "".join(f"X-Flood-{number}: {'a' * 50}\r\n" for number in range(1_000)).encode()
COOKIES = "".join(f"Set-Cookie: c{number}={'a' * 400}\r\n" for number in range(300)).encode()
FAULTS: dict[str, tuple[Chunks, str | None]] = {
    "gzip-bomb": (packed(gzip.compress(BOMB, 1), "gzip"), "too_large"),
    "gzip-in-gzip": (packed(gzip.compress(gzip.compress(BOMB, 1)), "gzip, gzip"), "too_large"),
    "brotli-bomb": (packed(brotli.compress(BOMB, quality=1), "br"), "too_large"),
    "zstd-bomb": (packed(zstd.compress(BOMB), "zstd"), "too_large"),
    "endless-body": (forever(OK + b"\r\n", b"<p>drip</p>" * 6_000), "too_large"),
    "endless-chunks": (
        forever(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"8000\r\n" + b"a" * 0x8000 + b"\r\n"),
        "too_large",
    ),
    "huge-length": (forever(OK + b"Content-Length: 5000000000\r\n\r\n", b"a"), "too_large"),
    "endless-headers": (forever(OK, b"X-Flood: " + b"a" * 8_000 + b"\r\n"), "too_large"),
    "endless-go-on": (forever(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 400), "too_large"),
    "long-header": (once(OK, b"X-Long: " + b"a" * 1_000_000, b"\r\n\r\n", SOUND), "connection"),
    "drip": (slowly(OK + b"\r\n", b"<p>"), "timeout"),
    "slow-headers": (slowly(OK, b"X-Slow: yes\r\n"), "timeout"),
    "silence": (slowly(b"", b""), "timeout"),
    "short-body": (once(head(200, {**HTML, "Content-Length": "90000"}), SOUND), "connection"),
    "reset": (once(head(200, REAL_LENGTH), SOUND[:300], RESET), "connection"),
    "no-answer": (once(RESET), "connection"),
    "no-http": (once(b"220 mail.clinic.example ESMTP\r\n"), "connection"),
    "bad-chunk": (
        once(CHUNKED, b"zz\r\nabc\r\n"),
        "connection",
    ),
    "long-chain": (chain, "redirect_loop"),
    "refresh-loop": (
        once(
            head(200, HTML),
            REFRESH + SOUND,
        ),
        "redirect_loop",
    ),
    "header-flood": (once(OK + FLOOD + b"\r\n", SOUND), None),
    "cookie-flood": (once(OK + COOKIES + b"\r\n", SOUND), None),
    "long-body": (once(head(200, REAL_LENGTH), SOUND, b"<p>more</p>" * 9_000), None),
    "no-length": (once(OK + b"\r\n", SOUND), None),
}
"""Name of the fault to what is sent and the reason that must come of it; None for a post."""


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Watched:
    """One crawl over a clinic for each fault and a sound one."""
    sound = Wired(site=clinic("sound", {}))
    bad = [
        Wired(site=clinic(slug, {}, listed=(BAD,)), wires={BAD: chunks})
        for slug, (chunks, _) in FAULTS.items()
    ]
    return watched_crawl(tmp_path_factory.mktemp("wire"), [sound, *bad], *LIMITS)


@pytest.mark.parametrize("slug", FAULTS)
def test_a_fault_on_the_wire_has_its_reason(watched: Watched, slug: str) -> None:
    query = "SELECT state, reason FROM pages WHERE clinic = :slug AND url LIKE '%/bad-letter'"
    reason = FAULTS[slug][1]
    rows = watched.crawled.rows(query, slug=slug)
    assert [row["reason"] for row in rows] == [reason]
    assert (rows[0]["state"] == "post") == (reason is None)


@pytest.mark.parametrize("slug", ["sound", *FAULTS])
def test_the_sound_posts_of_every_clinic_are_kept(watched: Watched, slug: str) -> None:
    posts = "SELECT 1 FROM posts WHERE clinic = :slug AND url LIKE '%/letter-_'"
    assert len(watched.crawled.rows(posts, slug=slug)) == 2


@pytest.mark.parametrize("slug", ["sound", *FAULTS])
def test_every_visit_comes_to_its_end(watched: Watched, slug: str) -> None:
    end = "SELECT end_state FROM run_clinics WHERE clinic = :slug"
    assert watched.crawled.column(end, slug=slug) == ["done"]


def test_the_crawl_stays_small(watched: Watched) -> None:
    assert watched.crawl_mb < CRAWL_MB


def test_the_workers_stay_small(watched: Watched) -> None:
    assert watched.worker_mb < WORKER_MB


def test_a_crawl_listens_on_no_port(watched: Watched) -> None:
    assert watched.ports == frozenset()


def test_nothing_unforeseen_happened(watched: Watched) -> None:
    assert "Traceback" not in watched.crawled.err
