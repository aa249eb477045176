"""Values as English phrases, for pages, terminals and paragraphs. Pure."""

from collections.abc import Iterable
from datetime import datetime

from scrapers.codes import StoredCode


def instant(text: str | None) -> str:
    """2026-11-21T09:30:00Z as "21 November 2026, 09:30 UTC"; "" for None, else unchanged."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return text or ""
    return f"{moment.day} {moment:%B %Y, %H:%M} UTC"


def count(number: float | None, singular: str, plural: str | None = None) -> str:
    """1 as "1 post", 1200 as "1,200 posts"; None counts as 0."""
    whole = round(number or 0)
    return f"{whole:,} {singular if whole == 1 else plural or singular + 's'}"


def listing(parts: Iterable[str]) -> str:
    """a, b and c."""
    *rest, last = parts
    return f"{', '.join(rest)} and {last}" if rest else last


def label(name: str | None) -> str:
    """A stored name as words: call_to_action as "call to action"."""
    return (name or "").replace("_", " ")


def code_label(codes: type[StoredCode], code: str | None) -> str:
    """The label of a stored code; one of another version of dripfeed as words, "" for None."""
    member = codes.of(code)
    return member.label if member else label(code)
