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


def framer(*elements: str) -> str:
    return f"<div data-framer-component-type='RichTextContainer'>{''.join(elements)}</div>"


def lines(*paragraphs: str) -> list[str]:
    return [f"<p class='framer-text'>{paragraph}</p>" for paragraph in paragraphs]


def test_what_framer_writes_around_the_text_in_texts_of_their_own_is_left_out() -> None:
    label, day, name = (framer(*lines(words)) for words in ("Posted on", "Jun 3, 2025", "Jane Roe"))
    copies = f"<div class='ssr-variant'>{day}</div><div class='ssr-variant'>{day}</div>"
    title = framer("<h1 class='framer-text'>The first hour</h1>")
    body = framer(*lines(FIRST, SECOND, THIRD))
    extraction = read(label + copies + title + name + body, "framer")
    assert text(extraction.blocks).split("\n\n") == [FIRST, SECOND, THIRD]
    assert extraction.published.value == "2025-06-03"


def test_a_text_that_framer_has_in_pieces_is_kept() -> None:
    pieces = "".join(framer(*lines(paragraph)) for paragraph in (FIRST, SECOND, THIRD))
    aside = framer(*lines("Open daily", "Until six"))
    extraction = read(f"<h1>The first hour</h1>{pieces}{aside}", "framer")
    assert text(extraction.blocks).startswith(f"{FIRST}\n\n{SECOND}\n\n{THIRD}")


def test_the_head_of_a_post_of_hostinger_is_not_its_text() -> None:
    head = (
        "<section class='block-blog-header'><h1>The first hour</h1>"
        "<p class='block-blog-header__description'>What a nurse does.</p>"
        "<div class='block-blog-header__info'><span>Jane Roe</span><span>6/2/2025</span></div>"
        "</section>"
    )
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (FIRST, SECOND, THIRD))
    extraction = read(f"<main>{head}<section><div>{body}</div></section></main>", "hostinger")
    assert text(extraction.blocks).split("\n\n") == [FIRST, SECOND, THIRD]
