"""A post's blocks as plain HTML, for builders whose own markup is only around them."""

from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from tests.sites.content import Block, Form, Picture
from tests.sites.inline import Span, spans


def prose(blocks: Sequence[Block]) -> Markup:
    """Headings, paragraphs, lists, quotes, tables, questions, images and calls to action."""
    return Markup("\n").join(map(_block, blocks))


def broken_lines(blocks: Sequence[Block]) -> Markup:
    """The same, with paragraphs that are only parted by two line breaks, as in simple editors."""
    parts = [line(b.text) if b.form is Form.PARAGRAPH else _block(b) for b in blocks]
    return Markup("<br /><br />").join(parts)


def line(text: str) -> Markup:
    """One line with its marks as elements."""
    return Markup("").join(map(_span, spans(text)))


def _span(span: Span) -> Markup:
    match span.mark:
        case "anchor":
            return Markup('<a href="{}">{}</a>').format(span.url, span.text)
        case "strong" | "emphasis":
            return _element("strong" if span.mark == "strong" else "em", escape(span.text))
        case _:
            return escape(span.text)


def _element(tag: str, inside: Markup) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(tag), inside)


def _elements(tag: str, texts: Iterable[str]) -> Markup:
    return Markup("").join(_element(tag, line(text)) for text in texts)


def _block(block: Block) -> Markup:
    match block.form:
        case Form.BULLETS | Form.STEPS:
            return _element(block.form.value, _elements("li", block.items))
        case Form.QUOTE:
            return _element("blockquote", _element("p", line(block.text)))
        case Form.TABLE:
            rows = (_element("tr", _elements("td", row)) for row in block.rows)
            return _element("table", Markup("").join(rows))
        case Form.FAQ:
            pairs = (_elements("dt", [q]) + _elements("dd", [a]) for q, a in block.faq)
            return _element("dl", Markup("").join(pairs))
        case Form.IMAGE:
            return _image(block.picture)
        case Form.CALL:
            return Markup('<p><a class="button" href="/">{}</a></p>').format(line(block.text))
        case _:
            return _element(block.form.value, line(block.text))


def _image(picture: Picture | None) -> Markup:
    assert picture is not None
    return Markup('<figure><img src="{}" alt="{}"></figure>').format(picture.src, picture.alt or "")
