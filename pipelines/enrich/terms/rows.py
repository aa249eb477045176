"""Rows of data/vocabulary/*.csv: their columns, their validation, and the Entry of each."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from pipelines.enrich.terms.tokenize import words
from pipelines.items import Term
from scrapers.clinics.csv_table import Layout, Problem, is_day
from scrapers.errors import VocabularyError

FORM_COLUMNS = ("synonyms", "misspellings", "as_written", "acronyms", "exceptions")
"""Columns of written forms, with | between."""
COLUMNS = (
    "kind",
    "label",
    *FORM_COLUMNS,
    "family",
    "code",
    "other_codes",
    "source",
    "checked_on",
    "match",
    "no_match",
    "note",
)
LAYOUT = Layout(
    columns=COLUMNS,
    required=("kind", "label"),
    error=VocabularyError,
    missing="name the folder of your vocabulary with --vocabulary",
)

KIND = re.compile(r"[a-z]+(_[a-z]+)*")
CODE = re.compile(r"[A-Z][A-Z0-9]*:\S+")


class Rule(Enum):
    """When a written form counts."""

    ANY_CASE = "in capitals or not, in the plural too"
    AS_WRITTEN = "only with its capitals as they are"
    ACRONYM = "as written, and only where the post says by another word what it means"
    EXCEPTION = "never; what it covers names no term of its kind"


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a term."""

    text: str
    rule: Rule


@dataclass(frozen=True, slots=True)
class Entry:
    """A term with all its forms."""

    term: Term
    forms: tuple[Form, ...]
    family: str | None
    """Terms of the same kind and family confirm each other's acronyms."""
    match: str | None
    """A sentence that mentions the term."""
    no_match: str | None
    """A sentence that does not, although it looks like it."""

    @property
    def key(self) -> tuple[str, str]:
        """Kind and label."""
        return self.term.kind, self.term.label


def problems(cells: Mapping[str, str], line: int | None = None) -> Iterator[Problem]:
    """Yield what is wrong with a row, given as column name to stripped text."""
    yield from LAYOUT.missing_values(cells, line, "is empty, every term needs one")
    kind, code, day = (cells.get(name) or "" for name in ("kind", "code", "checked_on"))
    if kind and not KIND.fullmatch(kind):
        why = "is not lower-case letters joined by underscores, such as condition"
        yield Problem(why, line, "kind", kind)
    if code and not CODE.fullmatch(code):
        yield Problem("is not a scheme and a code, such as MESH:D008881", line, "code", code)
    if day and not is_day(day):
        yield Problem("is not a day such as 2026-11-25", line, "checked_on", day)
    for column in ("label", *FORM_COLUMNS):
        for form in _split(cells.get(column)):
            if not any(form[word.start].isalnum() for word in words(form)):
                yield Problem("has no letter or digit", line, column, form)


def to_entry(cells: Mapping[str, str]) -> Entry:
    """Return the Entry of a valid row; an empty cell becomes None."""
    term = Term(
        kind=cells["kind"],
        label=cells["label"],
        code=cells.get("code") or None,
        other_codes=cells.get("other_codes") or None,
        source=cells.get("source") or None,
        checked_on=cells.get("checked_on") or None,
    )
    return Entry(
        term=term,
        forms=tuple(_forms(cells)),
        family=cells.get("family") or None,
        match=cells.get("match") or None,
        no_match=cells.get("no_match") or None,
    )


def _forms(cells: Mapping[str, str]) -> Iterator[Form]:
    yield Form(cells["label"], Rule.ANY_CASE)
    for column, rule in (
        ("synonyms", Rule.ANY_CASE),
        ("misspellings", Rule.ANY_CASE),
        ("as_written", Rule.AS_WRITTEN),
        ("acronyms", Rule.ACRONYM),
        ("exceptions", Rule.EXCEPTION),
    ):
        yield from (Form(text, rule) for text in _split(cells.get(column)))


def _split(cell: str | None) -> list[str]:
    return [form.strip() for form in (cell or "").split("|") if form.strip()]
