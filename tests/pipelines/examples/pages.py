"""Small pages in our own words, built for one trap at a time."""

from collections.abc import Sequence
from datetime import UTC, datetime

from pipelines.extract import extract
from pipelines.extract.render import text
from pipelines.items import Block, Extraction, Role
from scrapers.items import Page, PageRef

URL = "https://clinic.example/blog/what-a-first-visit-is-like"
TITLE = "What a First Visit Is Like"
FETCHED_AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
PARAGRAPHS = (
    (
        "Most people arrive a little early, sit down by the window and fill in a short form about "
        "their sleep, their medicines and what they hope will change over the coming weeks."
    ),
    (
        "A nurse then explains how the room works, measures blood pressure twice and answers every "
        "question about the medicine, the chair, the music and the way home afterwards."
    ),
    (
        "The infusion itself takes about forty minutes, during which the lights are low and "
        "somebody who knows the patient stays within reach the whole time."
    ),
    (
        "Afterwards there is tea, a quiet corner and no hurry at all, as the body needs a while "
        "to notice that the work is done and that it may stand up again."
    ),
    (
        "Before leaving, the next date is agreed, a friend takes over the car keys and the nurse "
        "writes down what should be different the next time, if anything should."
    ),
)


def post(
    body: str | None = None,
    *,
    head: str = "",
    before: str = "",
    after: str = "",
    title: str = TITLE,
) -> str:
    """A plain post: title and five paragraphs; parts of it can be replaced or added around it."""
    inside = (
        body if body is not None else "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    )
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body>"
        f"{before}<article><h1>{title}</h1>{inside}</article>{after}</body></html>"
    )


def paragraphs(*, first: int = 0, last: int = len(PARAGRAPHS)) -> str:
    """Some of the paragraphs as HTML."""
    return "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS[first:last])


def page(
    html: str | bytes,
    *,
    url: str = URL,
    headers: dict[str, str] | None = None,
    platform: str | None = None,
) -> Page:
    """A fetched page."""
    body = html if isinstance(html, bytes) else html.encode()
    return Page(
        url=url,
        clinic="example",
        status=200,
        headers=headers or {},
        body=body,
        fetched_at=FETCHED_AT,
        platform=platform,
    )


def read(html: str | bytes, refs: Sequence[PageRef] = (), *, url: str = URL) -> Extraction:
    """The extraction of a page."""
    return extract(page(html, url=url), refs)


def body_text(html: str) -> str:
    """The plain text of the body of a page."""
    return text(read(html).blocks)


def of_role(extraction: Extraction, role: Role) -> list[Block]:
    """The blocks of one role."""
    return [block for block in extraction.blocks if block.role is role]
