"""The truth about the imitation sites, to hold an extraction against."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from importlib import import_module

from tests.sites.content import Block, Form, Picture, Writing, load
from tests.sites.inline import bare, spans


@dataclass(frozen=True, slots=True, kw_only=True)
class TruePost:
    """A post as a faultless extraction would give it."""

    path: str
    """On the clinic's site, from the slash on."""
    title: str
    author: str | None
    """As the byline writes it, without "By"."""
    published_on: str | None
    """2026-11-21, the day in the clinic's own time zone."""
    modified_on: str | None
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    topics: tuple[str, ...] | None
    """Labels of conditions, drugs and procedures; None where nobody has said."""
    headings: tuple[str, ...]
    """Without the title and without the questions of an FAQ part."""
    questions: tuple[str, ...]
    text: str = field(repr=False)
    """One line per block, item, question, answer and row; cells are joined by " | ".

    Title, byline, captions, calls to action, teasers and comments are no part of it.
    """
    images: tuple[Picture, ...]
    links: tuple[tuple[str, str], ...]
    """URLs as the post's file writes them, with their anchors."""
    calls_to_action: tuple[str, ...]


def truth(slug: str) -> list[TruePost]:
    """All posts of a demo clinic that everybody may read, by file name."""
    clinic = load(slug)
    path = import_module(f"tests.sites.platforms.{clinic.platform}").post_path
    return [true_post(writing, path(writing)) for writing in clinic.published()]


def true_post(writing: Writing, path: str) -> TruePost:
    """The truth about one post that is at `path`."""
    blocks = writing.blocks
    marked = [line for block in blocks for line in _lines(block)]
    return TruePost(
        path=path,
        title=writing.title,
        author=writing.author,
        published_on=_day(writing.published),
        modified_on=_day(writing.modified),
        categories=writing.categories,
        tags=writing.tags,
        topics=writing.topics,
        headings=tuple(b.text for b in blocks if b.form in {Form.H2, Form.H3}),
        questions=tuple(question for b in blocks for question, _ in b.faq),
        text="\n".join(bare(line) for line in marked),
        images=tuple(b.picture for b in blocks if b.picture),
        links=tuple((s.url, s.text) for line in marked for s in spans(line) if s.url),
        calls_to_action=tuple(bare(b.text) for b in blocks if b.form is Form.CALL),
    )


def _day(instant: datetime | None) -> str | None:
    return instant.date().isoformat() if instant else None


def _lines(block: Block) -> Iterator[str]:
    match block.form:
        case Form.IMAGE | Form.CALL:
            return
        case Form.BULLETS | Form.STEPS:
            yield from block.items
        case Form.TABLE:
            yield from (" | ".join(row) for row in block.rows)
        case Form.FAQ:
            yield from (line for pair in block.faq for line in pair)
        case _:
            yield block.text
