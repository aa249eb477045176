"""The language of a post."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml.html import HtmlElement

from pipelines.extract.document.structured_data import Structured
from pipelines.extract.metadata.candidates import choose_candidate
from pipelines.items import Candidate, Fact

_MIN_CHARACTERS = 200
"""Shorter texts are too short for n-grams."""
_MAX_CHARACTERS = 1_000


def language_of(tree: HtmlElement, data: Structured, text: str) -> Fact:
    """The language as ISO 639-1 code: of the body's words where they suffice, else as declared.

    Templates declare English for every site that never changed them, so words beat the
    declaration; the declaration stays as a candidate.
    """
    return choose_candidate([*_by_words(text), *_declared(tree, data)], _code)


def _code(raw: str) -> str | None:
    code = raw.replace("_", "-").split("-")[0].strip().lower()
    return code if len(code) == 2 and code.isalpha() else None


def _declared(tree: HtmlElement, data: Structured) -> Iterator[Candidate]:
    for source, raw in (("html", tree.get("lang")), ("og", data.first("og:locale"))):
        if raw and raw.strip():
            yield Candidate(raw=raw.strip(), source=source)


def _by_words(text: str) -> Iterator[Candidate]:
    if len(text) >= _MIN_CHARACTERS:
        code, _ = _identifier().classify(text[:_MAX_CHARACTERS])
        yield Candidate(raw=code, source="words")


@cache
def _identifier() -> Any:
    """The language model, loaded when the first text asks for it."""
    import py3langid

    return py3langid
