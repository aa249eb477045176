"""JSON as hand-written templates write it: comments, entities, stray quotes, several values."""

import html
import json
import re
from collections.abc import Iterator
from typing import TypeAlias

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_DECODER = json.JSONDecoder(strict=False)
_WRAPPING = re.compile(r"<!\[CDATA\[|\]\]>|<!--|-->")
_STRING_OR_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|/\*.*?\*/|//[^\n]*', re.DOTALL)
_STRING_OR_COMMA = re.compile(r'("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])', re.DOTALL)
_QUOTE = re.compile(r'(?<!\\)"')
_BEFORE_STRING = re.compile(r"[{\[,:]\s*$")
_BEHIND_STRING = re.compile(r'\s*(?::|[}\]]|,\s*(?:["{\[\d-]|true|false|null)|$)')
_BETWEEN = re.compile(r"[\s,;]*")
_MAX_VALUES = 100
_MAX_REPAIR = 100_000
"""Characters of a text whose quotes are repaired: bounds the work on hostile pages."""


def load_json(raw: str) -> Json:
    """The object or list of a text that should be JSON; a list of them where it holds several.

    Each repair is tried only on a text that the ones before could not read: a text that is right
    is never changed. Source: https://github.com/scrapinghub/extruct/issues/84 and
    https://github.com/schemaorg/schemaorg/issues/2747
    """
    for text in _repaired(raw):
        values: list[Json] = [value for value in _values(text) if isinstance(value, dict | list)]
        if values:
            return values[0] if len(values) == 1 else values
    return None


def _repaired(raw: str) -> Iterator[str]:
    text = raw.strip()
    yield text
    text = bare = _WRAPPING.sub("", text).strip("; \r\n\t")
    yield text
    text = _STRING_OR_COMMENT.sub(lambda match: match[1] or "", text)
    text = _STRING_OR_COMMA.sub(lambda match: match[1] or "", text).strip()
    yield text
    if "&quot;" in text:
        yield html.unescape(text)
    if len(text) <= _MAX_REPAIR:
        yield _with_escaped_quotes(bare)
        yield _with_escaped_quotes(text)


def _values(text: str) -> list[Json]:
    """All values of a text, one behind the other; [] where its first cannot be read."""
    values: list[Json] = []
    at = 0
    while at < len(text) and len(values) < _MAX_VALUES:
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
    return values


def _with_escaped_quotes(text: str) -> str:
    """The text with a backslash before each quote that can neither begin nor end a string.

    A string begins behind a bracket, comma or colon and ends before one.
    """
    pieces: list[str] = []
    last, is_inside = 0, False
    for quote in _QUOTE.finditer(text):
        at = quote.start()
        is_edge = (
            _BEHIND_STRING.match(text, at + 1)
            if is_inside
            else _BEFORE_STRING.search(text, max(0, at - 50), at)
        )
        pieces.append(text[last:at])
        last = at
        if is_edge:
            is_inside = not is_inside
        elif is_inside:
            pieces.append("\\")
    return "".join([*pieces, text[last:]])
