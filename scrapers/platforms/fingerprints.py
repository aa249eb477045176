"""Fingerprints (detection signatures) of site builders: a place in the page and a pattern."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scrapy.http import HtmlResponse
from scrapy.http.headers import Headers


class Place(StrEnum):
    """Where a fingerprint is found, the most reliable place first.

    The builder itself writes the generator and the headers; a URL may come from a copied image or
    an embedded widget. So all builders are compared in one place before the next place.
    """

    GENERATOR = "generator"
    HEADER = "header"
    LINK = "link"
    ATTRIBUTE = "attribute"
    SCRIPT = "script"
    URL = "address"


@dataclass(frozen=True, slots=True)
class Signature:
    """A fingerprint: a pattern that only the pages of one builder match in a place."""

    place: Place
    pattern: str
    """Regular expression, searched in each string of the place, ignoring case."""


Strings = Mapping[Place, tuple[str, ...]]
"""The strings of a page in each place."""

MAX_EVIDENCE_CHARACTERS = 120
"""Length of stored evidence, which may come from a long script."""


def collect_strings(response: HtmlResponse) -> Strings:
    """Collect the strings in each place of a page, once for all fingerprints."""
    return {place: tuple(reader(response)) for place, reader in READERS.items()}


def evidence(signature: Signature, strings: Strings) -> str | None:
    """Return the matching text of a page, such as "generator: Wix.com"; None without a match."""
    for string in strings[signature.place]:
        if match := re.search(signature.pattern, string, re.IGNORECASE):
            words = string if signature.place in SHORT_STRING_PLACES else match[0]
            return f"{signature.place}: {' '.join(words.split())[:MAX_EVIDENCE_CHARACTERS]}"
    return None


SHORT_STRING_PLACES = (Place.GENERATOR, Place.HEADER, Place.LINK)
"""Places whose whole string is the evidence; in other places it is only the match."""


def _generators(response: HtmlResponse) -> Iterator[str]:
    yield from response.xpath("//meta[@name='generator' or @name='Generator']/@content").getall()


def _headers(response: HtmlResponse) -> Iterator[str]:
    headers: Headers = response.headers
    for name, values in headers.items():
        for value in values:
            yield f"{name.decode('latin-1').lower()}: {value.decode('latin-1')}"


def _links(response: HtmlResponse) -> Iterator[str]:
    for link in response.xpath("//link[@rel][@href]"):
        yield f"{link.attrib['rel']} {link.attrib['href']}"


def _attributes(response: HtmlResponse) -> Iterator[str]:
    names = (str(name) for element in response.selector.root.iter() for name in element.attrib)
    yield from dict.fromkeys(names)  # in the order of the page: the first match is the evidence


def _scripts(response: HtmlResponse) -> Iterator[str]:
    yield from response.xpath("//script[not(@src)]/text()").getall()


def _urls(response: HtmlResponse) -> Iterator[str]:
    yield from response.xpath("//@src | //@href | //@data-src | //@srcset | //@content").getall()


READERS: dict[Place, Callable[[HtmlResponse], Iterator[str]]] = {
    Place.GENERATOR: _generators,
    Place.HEADER: _headers,
    Place.LINK: _links,
    Place.ATTRIBUTE: _attributes,
    Place.SCRIPT: _scripts,
    Place.URL: _urls,
}
