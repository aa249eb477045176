"""One address per post: aliases and copies of a page under another address are named as such."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlsplit

from pipelines.items import Extraction
from pipelines.store.extractions import Reading
from scrapers.urls import identity, same_site


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Everything that was read of one address, oldest first; the last reading is the page now."""

    url: str
    first_seen_at: str
    readings: tuple[Reading, ...]

    @property
    def now(self) -> Extraction:
        """What the page says now."""
        return self.readings[-1].extraction

    @property
    def is_post(self) -> bool:
        """Whether the page as it is now is a post."""
        return self.now.is_post


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """An address under which a post stands a second time."""

    url: str
    same_as: str


def one_address_each(histories: Sequence[History]) -> tuple[list[History], list[Duplicate]]:
    """Of all addresses of one post the one that stays, and the others as its duplicates.

    The address that the pages themselves call canonical stays, else the shortest.
    """
    kept: list[History] = []
    duplicates: list[Duplicate] = []
    for key, group in _groups(histories):
        best, *others = sorted(group, key=lambda history: _preference(history, key))
        kept.append(best)
        duplicates += [Duplicate(url=other.url, same_as=best.url) for other in others]
    return sorted(kept, key=lambda history: history.url), duplicates


def _groups(histories: Sequence[History]) -> Iterator[tuple[str, list[History]]]:
    """The histories of each post, with the key of its address.

    One canonical address on pages with several titles is a fault of the site, such as the blog's
    own address on every post: such pages go by the addresses under which they were fetched.
    """
    for key, claiming in _grouped(histories, lambda history: claimed_address(history.now)):
        if len({history.now.title.value for history in claiming}) == 1:
            yield key, claiming
        else:
            yield from _grouped(claiming, lambda history: history.url)


def _grouped(
    histories: Sequence[History], address: Callable[[History], str]
) -> Iterator[tuple[str, list[History]]]:
    def key(history: History) -> str:
        return identity(address(history))

    for shared, group in groupby(sorted(histories, key=key), key=key):
        yield shared, list(group)


def claimed_address(extraction: Extraction) -> str:
    """The address that the page calls its own, where that can be believed, else the one fetched.

    A canonical link to another site or to the home page is not believed: some sites put their
    home page on every page.
    """
    claimed = extraction.canonical.value or ""
    if same_site(claimed, extraction.url) and urlsplit(claimed).path.strip("/"):
        return claimed
    return extraction.url


def _preference(history: History, key: str) -> tuple[bool, int, str]:
    return identity(history.url) != key, len(history.url), history.url
