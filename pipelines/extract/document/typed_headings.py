"""A repair before reading: paragraphs that are typed as headings are paragraphs."""

from lxml.html import HtmlElement

_MAX_WORDS = 30
_MAX_SENTENCE_WORDS = 15
"""A heading of more words, or of more that ends in a full stop, is a paragraph. Source: two of 990
real posts are written in headings throughout, in sentences of 25 to 30 words."""


def retype_long_headings(tree: HtmlElement) -> None:
    """Turn headings as long as a paragraph into paragraphs; changes the tree in place.

    Writers choose "Heading 4" for the size of its letters. trafilatura drops headings at the end of
    a text, and one without text behind it is no part of a post. An h1 is the title at any length.
    """
    for heading in list(tree.iter("h2", "h3", "h4", "h5", "h6")):
        text = heading.text_content().strip()
        count = len(text.split())
        if count > _MAX_WORDS or (count > _MAX_SENTENCE_WORDS and text.endswith((".", "!"))):
            heading.tag = "div" if heading.find(".//p") is not None else "p"
