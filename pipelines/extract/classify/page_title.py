"""The title of a page without the name of its site, however the page joins the two."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from pipelines.extract.classify.classifier_input import ClassifierInput
from pipelines.extract.document.structured_data import text_of, types_of
from pipelines.extract.document.text import words_of
from pipelines.extract.metadata.title import site_names

_COLON = re.compile(r"\s*:\s+")
_SITE_TYPES = frozenset({"website", "organization", "localbusiness", "medicalclinic"})


def title_without_site_name(inputs: ClassifierInput) -> str:
    """The title, without a name of the site before its first colon; "" where there is none.

    A colon of a post's title parts a subject from what is said about it; the one of "Harbor Drip:
    Pricing" only joins the site and its page.
    """
    title = inputs.title.value or ""
    colon = _COLON.search(title)
    if colon is None or words_of(title[: colon.start()]) not in set(_names(inputs)):
        return title
    return title[colon.end() :]


def _names(inputs: ClassifierInput) -> Iterator[tuple[str, ...]]:
    """The words of the names that the page gives its site: meta tags, JSON-LD, links to home."""
    url = inputs.page.final_url or inputs.page.url
    yield from site_names(inputs.data, url)
    for node in inputs.data.nodes:
        if _SITE_TYPES & set(types_of(node)):
            yield words_of(text_of(node.get("name")) or "")
    for link in inputs.tree.iterfind(".//a[@href]"):
        target = urlsplit(urljoin(url, link.get("href", "").strip()))
        if target.path in ("", "/") and target.netloc == urlsplit(url).netloc:
            yield words_of(link.text_content())
