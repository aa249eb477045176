"""The only call of trafilatura: what it takes for the body of the page."""

import logging

import trafilatura
from lxml.html import HtmlElement
from trafilatura.settings import Extractor

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

VERSION: str = trafilatura.__version__

_OPTIONS = Extractor(comments=False, output_format="python")
"""Comments hold patients' names; `dedup` would lose a page that is read a third time."""


def body_lines(tree: HtmlElement) -> list[str]:
    """Lines of the body as trafilatura reads it, [] where it finds none.

    The tree is not changed. Raises nothing.
    """
    try:
        document = trafilatura.bare_extraction(tree, options=_OPTIONS)
    except Exception:
        return []
    if document is None or isinstance(document, dict):
        return []
    return (document.text or "").split("\n")
