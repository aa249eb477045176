"""Bytes of a page -> its characters, with what its site encoded twice put right."""

import re
from collections.abc import Iterator, Mapping

from ftfy import fix_encoding

from scrapers.fetch.html_encoding import decode_html

_DOUBLED = re.compile("â\x80|â€|Ã|Â[\x80-\xbf]")
"""How quotes, dashes, accents and signs begin where UTF-8 was read as Latin and encoded once more.

Source: 13 of 993 real pages, with up to 900 such letters on one. Looking for these marks takes
0.7 ms a page, ftfy's own search 42 ms. The letter Â alone is French or Portuguese; encoded twice,
® is Â®, ° is Â° and a fixed blank Â with a fixed blank.
"""
_REACH = 2_000
"""Characters around a mark that are put right with it, within its two tags.

Source: ftfy took 2.5 s for all of a page of 2.9 MB with one mark, most of it scripts.
"""


def decode(body: bytes, headers: Mapping[str, str]) -> str:
    """Characters of a body, without NULs. Raises nothing: what cannot be read becomes U+FFFD.

    headers: names in lower case.
    """
    text = decode_html(body, headers.get("content-type", ""))
    if _DOUBLED.search(text):
        text = "".join(_fixed_runs(text))
    return text.replace("\x00", "")


def _fixed_runs(text: str) -> Iterator[str]:
    """The text in pieces: runs with a mark, put right, and what is between them as it is."""
    at = 0
    for mark in _DOUBLED.finditer(text):
        if mark.start() < at:
            continue
        first = max(at, mark.start() - _REACH)
        start = max(first, text.rfind(">", first, mark.start()) + 1)
        end = _end_of_run(text, mark.end())
        yield text[at:start]
        yield fix_encoding(text[start:end])
        at = end
    yield text[at:]


def _end_of_run(text: str, at: int) -> int:
    """Where the next tag begins; in a long run a blank, which is part of no letter."""
    limit = min(len(text), at + _REACH)
    tag = text.find("<", at, limit)
    if tag >= 0 or limit == len(text):
        return tag if tag >= 0 else limit
    blank = text.rfind(" ", at, limit)
    return blank if blank >= 0 else limit
