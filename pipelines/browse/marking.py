"""Marks a sentence where it stands in the HTML of a post."""

import html
import re

from markupsafe import Markup

PIECE = re.compile(r'<(?:"[^"]*"|[^">])*>|&[a-zA-Z0-9#]+;|\s+|.', re.DOTALL)
"""A tag, an entity, white space or one letter of HTML as nh3 writes it."""


def with_mark(body: Markup, sentence: str | None) -> Markup:
    """The HTML with the first place of the sentence in mark elements, the first of them `#marked`.

    Bold words and links may begin or end inside the sentence; white space does not count. A
    sentence that is not there, such as one of a part that was cut, leaves the HTML as it is.
    """
    pieces = PIECE.findall(body)
    letters = [(place, _letter(piece)) for place, piece in enumerate(pieces)]
    said = [(place, letter) for place, letter in letters if letter]
    at, wanted = _found("".join(letter for _, letter in said), sentence or "")
    if not wanted:
        return body
    places = [place for place, letter in said for _ in letter]
    first, last = places[at], places[at + len(wanted) - 1]
    marked = "".join(_marked(pieces[first : last + 1]))
    whole = "".join(pieces[:first]) + marked + "".join(pieces[last + 1 :])
    return Markup(whole)  # noqa: S704 - only mark elements were added to clean HTML


def _found(said: str, sentence: str) -> tuple[int, str]:
    """Where the letters of the sentence stand, and these; 0 and "" where they do not.

    A row of a table is a sentence whose cells have " | " between them, which no page shows.
    """
    for written in (sentence, sentence.replace(" | ", " ")):
        wanted = re.sub(r"\s+", "", written)
        if wanted and wanted in said:
            return said.index(wanted), wanted
    return 0, ""


def _letter(piece: str) -> str:
    """What the piece adds to the text: nothing for a tag or white space."""
    if piece.startswith("<") or piece.isspace():
        return ""
    return re.sub(r"\s", "", html.unescape(piece)) if piece.startswith("&") else piece


def _marked(pieces: list[str]) -> list[str]:
    """The pieces with each run between two tags in a mark element of its own."""
    out: list[str] = []
    is_open = False
    for piece in pieces:
        is_tag = piece.startswith("<")
        if is_tag and is_open:
            out.append("</mark>")
        elif not is_tag and not is_open and not piece.isspace():
            out.append("<mark>" if out else '<mark id="marked">')
        is_open = not is_tag and (is_open or not piece.isspace())
        out.append(piece)
    return [*out, "</mark>"] if is_open else out
