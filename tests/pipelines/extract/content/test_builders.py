"""What builders write around a post by the same elements as its text."""

from datetime import UTC, datetime

from pipelines.extract import extract
from pipelines.extract.render import text
from pipelines.items import Extraction
from scrapers.items import Page

FIRST = "A nurse sits with you for the first ten minutes and writes down what the pump does."
SECOND = "Most people read for the rest of the hour, and some of them sleep until it is over."
THIRD = "Nobody drives home alone, so bring somebody who knows the way and has a key."


def read(body: str, platform: str) -> Extraction:
    page = Page(
        url="https://clinic.example/blog/the-first-hour-of-a-drip",
        clinic="clinic",
        status=200,
        headers={"content-type": "text/html; charset=utf-8"},
        body=f"<html><head><title>The first hour</title></head><body>{body}</body></html>".encode(),
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
        platform=platform,
    )
    return extract(page)


def duda(*paragraphs: str) -> str:
    return "".join(f"<div class='dmNewParagraph'><p>{line}</p></div>" for line in paragraphs)


def test_what_duda_writes_in_header_and_footer_is_no_text() -> None:
    offer = "Book a drip today and the first visit to our rooms costs ten percent less than later"
    about = "Our clinic is in the old mill by the canal and opens every day except the first of May"
    extraction = read(
        f"<div class='dmHeaderContainer fHeader'>{duda(offer)}</div><div class='dmBody'>"
        f"<div id='dm_content'><h1>The first hour</h1>{duda(FIRST, SECOND, THIRD)}</div></div>"
        f"<div class='dmFooterContainer'>{duda(about)}</div>",
        "duda",
    )
    assert text(extraction.blocks).split("\n\n") == [FIRST, SECOND, THIRD]
