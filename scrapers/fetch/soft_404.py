"""Sites that answer 200 for pages that do not exist: one random address shows how they do it."""

from dataclasses import dataclass
from uuid import uuid4

from scrapy.http import Response

from scrapers.fetch.visible_text import html_of, title_of, visible_words

ALIKE = 0.9
"""Share of words that two pages have in common, from which they count as the same page."""


def probe_path() -> str:
    """A path that no site has."""
    return f"/dripfeed-probe-{uuid4().hex}"


@dataclass(frozen=True, slots=True)
class MissingPage:
    """How a site answers for a page that does not exist, where it answers 200."""

    title: str
    words: frozenset[str]

    def is_like(self, response: Response) -> bool:
        """Say whether a page is that answer: the same title and nearly the same words."""
        other = missing_page(response)
        both, either = self.words & other.words, self.words | other.words
        return self.title == other.title and len(both) >= ALIKE * len(either)


def missing_page(response: Response) -> MissingPage:
    """The answer to the random address, without the address itself where it quotes it."""
    html = html_of(response)
    words = (word for word in visible_words(html) if "dripfeed-probe" not in word)
    return MissingPage(title_of(html).split("dripfeed-probe")[0], frozenset(words))
