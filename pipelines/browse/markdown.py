"""Turns the Markdown of a post into safe HTML: markdown-it-py renders it, nh3 sanitises it.

Also highlights a sentence in that HTML.
"""

import html
import re
from collections.abc import MutableMapping, Sequence
from typing import Any

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from pipelines.browse.text import safe_url

TAGS = {
    *("p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre"),
    *("code", "em", "strong", "s", "a", "span", "table", "thead", "tbody", "tr", "th", "td"),
}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "span": {"class"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def to_html(markdown: str) -> Markup:
    """The text as HTML of paragraphs, lists, tables and links; markup inside it stays text.

    Images become their alt text with a link: pages load nothing from other hosts.
    """
    clean_html = nh3.clean(
        _markdown().render(markdown),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(clean_html)  # noqa: S704 - cleaned above; a test feeds it hostile text


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    parser.add_render_rule("image", _image)
    parser.add_render_rule("heading_open", _heading)
    parser.add_render_rule("heading_close", _heading)
    return parser


def _image(
    _renderer: RendererHTML, tokens: Sequence[Token], index: int, *_: MutableMapping[str, Any]
) -> str:
    alt = escape(tokens[index].content or "no alternative text")
    url = safe_url(str(tokens[index].attrs.get("src", "")))
    shown = f'<a href="{escape(url)}">{alt}</a>' if url else alt
    return f'<span class="picture">{shown}</span>'


def _heading(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Any
) -> str:
    """The title is the page's only h1."""
    if tokens[index].tag == "h1":
        tokens[index].tag = "h2"
    return renderer.renderToken(tokens, index, options, env)


PIECE = re.compile(r'<(?:"[^"]*"|[^">])*>|&[a-zA-Z0-9#]+;|\s+|.', re.DOTALL)
"""A tag, an entity, white space or one character of HTML as nh3 writes it."""


def highlight(body: Markup, sentence: str | None) -> Markup:
    """The HTML with the first occurrence of the sentence in mark elements, the first one `#marked`.

    Bold words and links may begin or end inside the sentence; white space is ignored. A sentence
    that does not occur, such as one from a block that was cut, leaves the HTML unchanged.
    """
    pieces = PIECE.findall(body)
    letters = [(place, _letter(piece)) for place, piece in enumerate(pieces)]
    visible = [(place, letter) for place, letter in letters if letter]
    start, match = _find("".join(letter for _, letter in visible), sentence or "")
    if not match:
        return body
    places = [place for place, letter in visible for _ in letter]
    first, last = places[start], places[start + len(match) - 1]
    marked = "".join(_marked(pieces[first : last + 1]))
    highlighted = "".join(pieces[:first]) + marked + "".join(pieces[last + 1 :])
    return Markup(highlighted)  # noqa: S704 - only mark elements were added to clean HTML


def _find(text: str, sentence: str) -> tuple[int, str]:
    """Where the letters of the sentence occur in the text, and these letters; else 0 and "".

    A table row is a sentence with " | " between its cells, which no page shows.
    """
    for spelling in (sentence, sentence.replace(" | ", " ")):
        letters = re.sub(r"\s+", "", spelling)
        if letters and letters in text:
            return text.index(letters), letters
    return 0, ""


def _letter(piece: str) -> str:
    """The visible characters of a piece; "" for a tag or white space."""
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
