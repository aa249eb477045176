"""Markdown of a post as HTML that can do no harm: markdown-it-py writes it, nh3 checks it.

Marks a sentence where it stands in the HTML of a post.
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

from pipelines.reports.labels import safe_url

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
    html = nh3.clean(
        _markdown().render(markdown),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return Markup(html)  # noqa: S704 - cleaned above; a test feeds it hostile text


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
