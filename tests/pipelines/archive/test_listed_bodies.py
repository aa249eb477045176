"""The bodies that routes give, out of the archive and into a reading."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.archive.listed_bodies import RouteBodies
from pipelines.archive.warc import Archive
from pipelines.items import Alternate
from pipelines.store.extractions import bodies_at_fetch, current_bodies
from scrapers.items import BodyAt, Hints, Location, PageRef, Route

URL = "https://clinic.example/a/"
HTML = "<p>Rest and tea.</p>"
GONE = BodyAt(location=Location(file="gone.warc.gz", offset=0, length=9), number=0, url=URL)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path)
    yield opened
    opened.close()


def put(archive: Archive, link: str = URL) -> BodyAt:
    """An answer of WordPress with one post, kept in the archive."""
    body = json.dumps([{"link": link, "content": {"rendered": HTML}}]).encode()
    headers = [("Content-Type", "application/json")]
    at = archive.put("https://clinic.example/wp-json/", 200, headers, body, datetime.now(UTC))
    return BodyAt(location=at, number=0, url=URL)


def ref(route: Route, at: BodyAt | None) -> PageRef:
    return PageRef(url=URL, clinic="clinic", route=route, hints=Hints(body=at))


def test_a_body_comes_out_of_the_archive(archive: Archive) -> None:
    at = put(archive)
    assert RouteBodies(archive).of([at]) == (Alternate(source="wordpress", html=HTML, at=at),)


def test_a_body_that_the_archive_no_longer_holds_is_no_witness(archive: Archive) -> None:
    at = put(archive)
    assert [alternate.at for alternate in RouteBodies(archive).of([GONE, at])] == [at]


def test_the_body_of_another_post_in_its_place_is_no_witness(archive: Archive) -> None:
    at = put(archive, link="https://clinic.example/another/")
    assert RouteBodies(archive).of([at]) == ()


def test_wordpress_is_heard_first_and_each_body_once(archive: Archive) -> None:
    at = put(archive)
    refs = [ref(Route.FEED, GONE), ref(Route.WORDPRESS, at), ref(Route.LINK, at)]
    assert current_bodies([*refs, ref(Route.SITEMAP, None)]) == (at, GONE)


def test_an_older_body_is_heard_with_what_was_said_then() -> None:
    place = {"location": {"file": "a", "offset": 1, "length": 2}, "number": 3, "url": URL}
    agreements = [{"source": "feed", "at": place}, {"source": "jsonld"}]
    evidence = {"url": URL, "body_sha256": "", "is_post": True, "agreements": agreements}
    then = BodyAt(location=Location(file="a", offset=1, length=2), number=3, url=URL)
    assert bodies_at_fetch(json.dumps(evidence)) == (then,)
