"""Characters -> one lxml tree, with limits for documents that would take minutes to read."""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

MAX_CHARACTERS = 5_000_000
MAX_TAGS = 50_000
MAX_ATTRIBUTES = 2_000
"""Source: of 1,063 real pages the largest had 1.6 MB, 10,112 elements and a depth of 51."""

_DATA_URI = re.compile(r"""data:[\w/+.-]{1,60};base64,[^"'\s)<>]*""")
_LONG_TAG = re.compile(rf"(/?[a-zA-Z][\w:-]*)([^<>]{{{MAX_ATTRIBUTES},}})>?")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_DOCUMENT_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
"""Ends nothing: browsers read on behind it, libxml2 starts a second document there. Source:
https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-afterbody; a template that ended
the page above its post."""
_WRAPPER = re.compile(
    r"</?(?!(?:html|head|title|meta|link|script|style|body|p|h[1-6]|li|br|a|img)\b)[a-zA-Z][^<>]*>",
    re.IGNORECASE,
)
"""Tags that hold no text of their own kind; without them no page is deep."""
_PLAIN_ELEMENTS = etree.ElementDefaultClassLookup(element=HtmlElement)
"""lxml.html has classes of its own for forms, links and labels, and asks Python for the class of
every element that is touched: one ninth of the CPU of reading a page (measured)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDocument:
    """A page as a tree, with what had to be cut off it before it could be read."""

    tree: HtmlElement
    limits: tuple[str, ...] = ()
    """One sentence for each limit that the page broke; () for every ordinary page."""


def parse(html: str) -> ParsedDocument | None:
    """Read a page into one tree without comments; None where there is no element in it.

    Pages beyond the limits are cut or flattened first, and say so in `limits`.
    """
    html, limits = _within_limits(_DOCUMENT_END.sub("", _DATA_URI.sub("data:,", html)))
    tree, is_too_deep = _tree(html)
    if is_too_deep:
        limits.append("more than 255 tags inside each other: read without its wrappers")
        tree, _ = _tree(_WRAPPER.sub(" ", html))
    return None if tree is None else ParsedDocument(tree=tree, limits=tuple(limits))


def _tree(html: str) -> tuple[HtmlElement | None, bool]:
    """The tree, and whether libxml2 stopped reading because tags were nested too deeply."""
    if "<" not in html:
        return None, False
    parser = HTMLParser(remove_comments=True, remove_pis=True, encoding="utf-8")
    parser.set_element_class_lookup(_PLAIN_ELEMENTS)
    try:
        tree = document_fromstring(html.encode("utf-8", "ignore"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None, False
    return tree, any("Excessive depth" in error.message for error in parser.error_log)


def _within_limits(html: str) -> tuple[str, list[str]]:
    limits = []
    if len(html) > MAX_CHARACTERS:
        limits.append(f"longer than {MAX_CHARACTERS:,} characters: the rest was not read")
        html = html[:MAX_CHARACTERS]
    before, *tags = html.split("<")
    if len(tags) > 2 * MAX_TAGS:
        limits.append(f"more than {MAX_TAGS:,} tags: the rest was not read")
        tags = tags[: 2 * MAX_TAGS - 1]
    slim = [_without_fat(tag) if len(tag) > MAX_ATTRIBUTES else tag for tag in tags]
    if slim != tags:
        limits.append(f"a tag with more than {MAX_ATTRIBUTES:,} attributes: they were not read")
    return "<".join([before, *slim]), limits


def _without_fat(tag: str) -> str:
    """A tag, and what follows it up to the next, without attributes if it has too many."""
    long = _LONG_TAG.match(tag)
    if long is None or len(_QUOTED.sub("", long[2]).split()) <= MAX_ATTRIBUTES:
        return tag
    return f"{long[1]}>{tag[long.end() :]}"
