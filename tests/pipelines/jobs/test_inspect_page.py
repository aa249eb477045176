"""A page is found in a file or in the archive, without a request to the web."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.archive.warc import Archive
from pipelines.jobs.inspect_page import InspectedPage, find_page
from pipelines.store.database import open_database
from scrapers.errors import DripfeedError
from scrapers.items import Page, PageRef, Route
from scrapers.state.frontier import Frontier
from tests.pipelines.examples.posts import URL, with_clinic

PAGE = b"<html><head><title>A title</title></head><body><p>Words.</p></body></html>"
FETCHED_AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


def find(
    source: Path | str, url: str | None = None, folder: Path = Path("nowhere")
) -> InspectedPage:
    return find_page(str(source), url, folder / "a.db", folder / "archive", {})


def with_head(markup: str) -> bytes:
    return PAGE.replace(b"</title>", b"</title>" + markup.encode())


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_bytes(PAGE)
    return path


def test_a_file_is_a_page_that_no_route_listed(file: Path) -> None:
    inspected = find(file, url=URL)
    assert inspected.page.body == PAGE
    assert inspected.page.url == URL
    assert inspected.page.status == 200
    assert inspected.refs == ()
    assert inspected.place == f"file {file}"


def test_a_gzipped_file_is_unpacked(file: Path) -> None:
    file.write_bytes(gzip.compress(PAGE))
    assert find(file).page.body == PAGE


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        (f"<link rel=canonical href='{URL}/'>", f"{URL}/"),
        (f"<meta property='og:url' content='{URL}?utm_source=x'>", URL),
        (f"<link rel=canonical href='/a'><meta property='og:url' content='{URL}'>", URL),
        ("<link rel=canonical href='https://[broken/'>", "http://localhost/"),
        ("", "http://localhost/"),
    ],
)
def test_a_file_without_address_takes_the_one_it_calls_its_own(
    file: Path, markup: str, expected: str
) -> None:
    file.write_bytes(with_head(markup))
    assert find(file).page.url == expected


@pytest.mark.parametrize(
    "body", [b"", b"\0", b"\xff\xfe", b"<!-- nothing -->", b"<?xml version='1.0'"]
)
def test_a_file_that_is_no_page_is_one_all_the_same(file: Path, body: bytes) -> None:
    file.write_bytes(body)
    assert find(file).page.body == body


def test_the_platform_of_a_file_is_recognised(file: Path) -> None:
    file.write_bytes(with_head("<meta name=generator content='WordPress 6.5'>"))
    inspected = find(file)
    assert inspected.page.platform == "wordpress"
    assert inspected.fingerprint


@pytest.mark.parametrize("source", ["none.html", "."])
def test_a_file_that_cannot_be_read_is_said_clearly(tmp_path: Path, source: str) -> None:
    with pytest.raises(DripfeedError, match=r"cannot read .*; give a file or a URL"):
        find(tmp_path / source)


@pytest.mark.parametrize(("source", "url"), [("https://[x/", None), ("page.html", "no address")])
def test_an_address_that_is_none_is_said_clearly(file: Path, source: str, url: str | None) -> None:
    with pytest.raises(DripfeedError, match="not an http"):
        find(source if url is None else file, url=url)


def test_a_page_that_a_crawl_fetched_comes_from_the_archive(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    at = archive.put(URL, 200, [("Content-Type", "text/html")], PAGE, FETCHED_AT)
    archive.close()
    db = with_clinic(open_database(tmp_path / "a.db"))
    frontier = Frontier(db)
    frontier.add([PageRef(url=URL, clinic="harbor", route=Route.FEED)])
    page = Page(
        url=URL,
        clinic="harbor",
        status=200,
        headers={},
        body=PAGE,
        fetched_at=FETCHED_AT,
        location=at,
    )
    frontier.mark_fetched(page, "x")
    db.close()
    inspected = find(f"{URL}?utm_source=mail", folder=tmp_path)
    assert inspected.page.body == PAGE
    assert inspected.page.url == URL
    assert inspected.page.clinic == "harbor"
    assert inspected.page.fetched_at == FETCHED_AT
    assert [ref.route for ref in inspected.refs] == ["feed"]
    assert inspected.place == f"archive {at.file}, fetched 2026-11-20T08:00:00.000Z"
