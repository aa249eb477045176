"""A 304 becomes the answer that it stands for."""

from datetime import UTC, datetime

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response

from pipelines.archive.not_modified import freshened, unconditional
from pipelines.archive.warc import ArchivedResponse
from scrapers.items import Location

URL = "https://clinic.example/blog/a"
HELD = ArchivedResponse(
    url=URL,
    status=200,
    headers={"content-type": "text/html; charset=utf-8", "content-encoding": "gzip", "etag": '"1"'},
    body="<p>Café</p>".encode(),
    fetched_at=datetime(2026, 11, 20, tzinfo=UTC),
    location=Location(file="a.warc.gz", offset=1, length=2),
)


def confirmed(**headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return freshened(HELD, Response(URL, status=304, headers=named))


def test_the_answer_is_the_page_as_it_was() -> None:
    answer = confirmed()
    assert isinstance(answer, HtmlResponse)
    assert (answer.status, answer.text) == (200, "<p>Café</p>")


def test_the_validator_is_renewed() -> None:
    assert confirmed(ETag='"2"').headers["ETag"] == b'"2"'
    assert confirmed().headers["ETag"] == b'"1"'


@pytest.mark.parametrize("name", ["Content_Encoding", "Content_Length", "Content_Type"])
def test_what_is_not_true_of_the_body_is_not_taken_over(name: str) -> None:
    answer = confirmed(**{name: "gzip"})
    assert answer.headers.get(name.replace("_", "-")) != b"gzip"


def test_a_question_without_conditions_is_the_same_question() -> None:
    request = Request(
        URL, headers={"If-None-Match": '"1"', "X": "y"}, meta={"cached_location": 1, "stay_on": 2}
    )
    again = unconditional(request)
    assert "If-None-Match" not in again.headers
    assert again.headers["X"] == b"y"
    assert (again.meta, again.url) == ({"stay_on": 2}, URL)
