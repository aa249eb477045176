"""Detects soft 404s (missing pages with status 200) by comparison with a random URL of the site."""

from dataclasses import dataclass
from uuid import uuid4

from scrapy.http import Response

from scrapers.fetch.visible_text import html_of, title_of, visible_words

MIN_WORD_OVERLAP = 0.9
"""Share of common words from which two pages count as the same page."""


def probe_path() -> str:
    """A random path that does not exist on any site."""
    return f"/dripfeed-probe-{uuid4().hex}"


@dataclass(frozen=True, slots=True)
class MissingPage:
    """The page that a site sends with status 200 for a URL that does not exist."""

    title: str
    words: frozenset[str]

    def is_like(self, response: Response) -> bool:
        """Whether a response is that page: the same title and nearly the same words."""
        other = missing_page(response)
        shared, union = self.words & other.words, self.words | other.words
        return self.title == other.title and len(shared) >= MIN_WORD_OVERLAP * len(union)


def missing_page(response: Response) -> MissingPage:
    """Title and words of a response, without the random path if the page quotes it."""
    html = html_of(response)
    words = (word for word in visible_words(html) if "dripfeed-probe" not in word)
    return MissingPage(title_of(html).split("dripfeed-probe")[0], frozenset(words))
