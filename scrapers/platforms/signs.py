"""Signs by which a site builder shows itself in a page, as data: a place and a pattern."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scrapy.http import HtmlResponse
from scrapy.http.headers import Headers


class Place(StrEnum):
    """Where a sign stands, the most telling place first.

    A generator or a header is written by the builder itself; an address may have come with a
    copied image or an embedded widget. So every builder is asked for a place before the next
    place is looked at.
    """

    GENERATOR = "generator"
    HEADER = "header"
    LINK = "link"
    ATTRIBUTE = "attribute"
    SCRIPT = "script"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class Signature:
    """A pattern that only one builder's pages have in a place."""

    place: Place
    pattern: str
    """Regular expression, searched without regard to case in each string of the place."""


Strings = Mapping[Place, tuple[str, ...]]
"""What a page has in each place."""

LONGEST_EVIDENCE = 120
"""Characters of evidence that are kept; a column of a table is no place for a script."""


def strings_of(response: HtmlResponse) -> Strings:
    """Collect what stands in each place of a page, once for all signs."""
    return {place: tuple(read(response)) for place, read in READERS.items()}


def evidence(sign: Signature, strings: Strings) -> str | None:
    """Give the words in which a page shows the sign, such as "generator: Wix.com"; else None."""
    for string in strings[sign.place]:
        if found := re.search(sign.pattern, string, re.IGNORECASE):
            words = string if sign.place in SHORT_PLACES else found[0]
            return f"{sign.place}: {' '.join(words.split())[:LONGEST_EVIDENCE]}"
    return None


SHORT_PLACES = (Place.GENERATOR, Place.HEADER, Place.LINK)
"""Places whose whole string is worth reading; of a script only the match is."""


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


def _addresses(response: HtmlResponse) -> Iterator[str]:
    yield from response.xpath("//@src | //@href | //@data-src | //@srcset | //@content").getall()


READERS: dict[Place, Callable[[HtmlResponse], Iterator[str]]] = {
    Place.GENERATOR: _generators,
    Place.HEADER: _headers,
    Place.LINK: _links,
    Place.ATTRIBUTE: _attributes,
    Place.SCRIPT: _scripts,
    Place.ADDRESS: _addresses,
}
