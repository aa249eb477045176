"""One URL per post: canonical URLs, and the alias URLs under which the same post is served."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from pipelines.items import Extraction
from pipelines.items.settled import AliasUrl, History
from scrapers.urls import identity, same_site


def one_url_per_post(
    histories: Sequence[History], clinic_urls: Sequence[str] = ()
) -> tuple[list[History], list[AliasUrl]]:
    """Return the history of each post under one URL, and its other URLs as aliases.

    The URL that the pages declare canonical is kept, else the shortest. The post was first seen
    when the first of its URLs was. clinic_urls: home page and blog, from the clinic's row.
    """
    kept: list[History] = []
    aliases: list[AliasUrl] = []
    for key, group in _posts(histories, clinic_urls):
        best, *others = sorted(group, key=lambda history: _preference(history, key))
        first_seen_at = min(history.first_seen_at for history in group)
        kept.append(replace(best, first_seen_at=first_seen_at))
        aliases += [AliasUrl(url=other.url, same_as=best.url) for other in others]
    return sorted(kept, key=lambda history: history.url), aliases


def canonical_url(extraction: Extraction, url: str, clinic_urls: Sequence[str] = ()) -> str:
    """Return the URL that the page declares canonical if it is plausible, else `url`.

    It is plausible on the page's own site, and on the clinic's site if the page is on a mirror (a
    builder's staging host). It is not plausible if it is a home page or the blog's URL: some sites
    declare that on every page.

    url: where the page was fetched. clinic_urls: home page and blog, from the clinic's row.
    """
    declared = extraction.canonical.value or ""
    if not any(same_site(declared, site_url) for site_url in (url, *clinic_urls)):
        return url
    lists_posts = identity(declared) in map(identity, clinic_urls)
    return declared if urlsplit(declared).path.strip("/") and not lists_posts else url


def _posts(
    histories: Sequence[History], clinic_urls: Sequence[str]
) -> Iterator[tuple[str, list[History]]]:
    """Yield the histories of each post with the identity of its URL.

    The same canonical URL on pages with different titles is a fault of the site, such as one post's
    URL in the template. Such pages are grouped by the URLs under which they were fetched.
    """

    def canonical(history: History) -> str:
        return canonical_url(history.now, history.url, clinic_urls)

    for key, group in _grouped(histories, canonical):
        if len({history.now.title.value for history in group}) == 1:
            yield key, group
        else:
            yield from _grouped(group, lambda history: history.url)


def _grouped(
    histories: Sequence[History], url_of: Callable[[History], str]
) -> list[tuple[str, list[History]]]:
    groups: defaultdict[str, list[History]] = defaultdict(list)
    for history in histories:
        groups[identity(url_of(history))].append(history)
    return sorted(groups.items())


def _preference(history: History, key: str) -> tuple[bool, int, str]:
    return identity(history.url) != key, len(history.url), history.url
