"""Markdown of a post as HTML that can do no harm: markdown-it-py writes it, nh3 checks it."""

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
