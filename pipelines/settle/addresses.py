"""One address per post: aliases and copies of a page under another address are named as such."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlsplit

from pipelines.items import Extraction
from pipelines.items.settled import Duplicate, History
from scrapers.urls import identity, same_site


def one_url_each(
    histories: Sequence[History], clinic_urls: Sequence[str] = ()
) -> tuple[list[History], list[Duplicate]]:
    """Of all addresses of one post the one that stays, and the others as its duplicates.

    The address that the pages themselves call canonical stays, else the shortest; it was first
    seen when the first of them was. clinic_urls: home page and blog, as its row has them.
    """
    kept: list[History] = []
    duplicates: list[Duplicate] = []
    for key, group in _groups(histories, clinic_urls):
        best, *others = sorted(group, key=lambda history: _preference(history, key))
        first_seen_at = min(history.first_seen_at for history in group)
        kept.append(replace(best, first_seen_at=first_seen_at))
        duplicates += [Duplicate(url=other.url, same_as=best.url) for other in others]
    return sorted(kept, key=lambda history: history.url), duplicates


def _groups(
    histories: Sequence[History], clinic_urls: Sequence[str]
) -> Iterator[tuple[str, list[History]]]:
    """The histories of each post, with the key of its address.

    One canonical address on pages with several titles is a fault of the site, such as one post's
    address in the template: such pages go by the addresses under which they were fetched.
    """
    claimed = partial(_claimed_by, clinic_urls)
    for key, claiming in _grouped(histories, claimed):
        if len({history.now.title.value for history in claiming}) == 1:
            yield key, claiming
        else:
            yield from _grouped(claiming, lambda history: history.url)


def _grouped(
    histories: Sequence[History], address: Callable[[History], str]
) -> list[tuple[str, list[History]]]:
    by_key: defaultdict[str, list[History]] = defaultdict(list)
    for history in histories:
        by_key[identity(address(history))].append(history)
    return sorted(by_key.items())


def _claimed_by(clinic_urls: Sequence[str], history: History) -> str:
    return claimed_url(history.now, history.url, clinic_urls)


def claimed_url(extraction: Extraction, url: str, clinic_urls: Sequence[str] = ()) -> str:
    """The address that the page calls its own, where that can be believed, else `url`.

    It is believed on the site the page stands on, and on the clinic's own where the page stands
    on a mirror (a builder's staging host). It is not believed where it is a home page or the
    blog's: some sites put that on every page.

    url: where the page stands; clinic_urls: home page and blog, as its row has them.
    """
    claimed = extraction.canonical.value or ""
    if not any(same_site(claimed, own) for own in (url, *clinic_urls)):
        return url
    lists_posts = identity(claimed) in map(identity, clinic_urls)
    return claimed if urlsplit(claimed).path.strip("/") and not lists_posts else url


def _preference(history: History, key: str) -> tuple[bool, int, str]:
    return identity(history.url) != key, len(history.url), history.url
