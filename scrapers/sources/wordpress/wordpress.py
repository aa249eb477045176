"""Source: WordPress's REST interface, the one complete list of posts with all their facts."""

import re
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

import msgspec
from scrapy.http import Response

from scrapers.errors import FetchError
from scrapers.fetch.outcomes import content_type
from scrapers.items import Location, PageRef
from scrapers.reasons import Reason
from scrapers.sources.base import Site, archived_at
from scrapers.sources.wordpress.post import Post, body_at, raw_posts, ref_of

PER_PAGE = (100, 20)
"""Posts asked for at once: the most that is allowed, then few for a server that the first was
too much for. Source: https://developer.wordpress.org/rest-api/using-the-rest-api/pagination/"""

MAX_PAGES = 200

TOO_MUCH = (Reason.TOO_LARGE, Reason.TIMEOUT, Reason.SERVER_ERROR)
"""Answers of a server that could not write 100 posts with all that belongs to them."""

NO_SUCH_PAGE = Reason.HTTP_STATUS
"""WordPress answers 400 beyond the last page."""

ELSEWHERE = (Reason.NOT_FOUND, Reason.UNREADABLE)
"""Answers of a site without pretty addresses, which has the same interface at `?rest_route=`."""


@dataclass(frozen=True, slots=True)
class _Answer:
    root: str
    per_page: int
    page: int
    url: str
    posts: list[msgspec.Raw]
    location: Location | None
    """Where it lies in the archive; None where it is not kept."""
    page_count: int | None
    """None where the header that says it was taken away."""

    @property
    def is_last(self) -> bool:
        return not self.posts or self.page >= min(self.page_count or MAX_PAGES, MAX_PAGES)


async def wordpress(site: Site) -> AsyncIterator[PageRef]:
    """Yield the posts that the REST interface lists, with title, author, dates and terms.

    A site that has it switched off or forbids it yields nothing, and the reason is noted.
    """
    for root in _roots(site):
        try:
            first = await _first(site, root)
        except FetchError as error:
            site.note(root, error.reason, error.detail)
            if error.reason not in ELSEWHERE:
                return
        else:
            async for ref in _posts(site, first):
                yield ref
            return


async def _first(site: Site, root: str) -> _Answer:
    many, few = PER_PAGE
    try:
        return await _ask(site, root, many, 1)
    except FetchError as error:
        if error.reason not in TOO_MUCH:
            raise
        site.note(root, error.reason, f"{many} posts at once: {error.detail}")
    return await _ask(site, root, few, 1)


async def _posts(site: Site, answer: _Answer) -> AsyncIterator[PageRef]:
    while True:
        for number, raw in enumerate(answer.posts):
            if ref := _ref(site, answer, number, raw):
                yield ref
        if answer.is_last:
            return
        try:
            answer = await _ask(site, answer.root, answer.per_page, answer.page + 1)
        except FetchError as error:
            if error.reason != NO_SUCH_PAGE:
                site.note(answer.url, error.reason, f"page {answer.page + 1}: {error.detail}")
            return


async def _ask(site: Site, root: str, per_page: int, page: int) -> _Answer:
    joint = "&" if "?" in root else "?"
    url = f"{root}wp/v2/posts{joint}per_page={per_page}&page={page}&_embed=1"
    response = await site.fetch(url)
    posts, location = _decode(response), archived_at(response)
    return _Answer(root, per_page, page, url, posts, location, _page_count(response))


def _roots(site: Site) -> Iterator[str]:
    declared = _declared_root(site)
    yield declared or site.at("/wp-json/")
    if declared is None or "rest_route=" not in declared:
        yield site.at("/?rest_route=/")


def _declared_root(site: Site) -> str | None:
    """Find the address of the interface in the home page's header or link; None without."""
    if site.home is None:
        return None
    headers = b", ".join(site.home.headers.getlist("Link")).decode("latin-1")
    found = re.search(r'<([^>]+)>;\s*rel="?https://api\.w\.org/', headers)
    href = found[1] if found else site.home.xpath("//link[@rel='https://api.w.org/']/@href").get()
    root = urljoin(site.url, href.strip().rstrip("/") + "/") if href else None
    return root if root and site.owns(root) else None


def _decode(response: Response) -> list[msgspec.Raw]:
    """Split an answer into its posts; raises FetchError for anything but a list of posts."""
    try:
        return raw_posts(response.body)
    except (msgspec.DecodeError, RecursionError) as error:
        detail = f"no list of posts: {content_type(response)}, {error}"
        raise FetchError(Reason.UNREADABLE, detail) from error


def _ref(site: Site, answer: _Answer, number: int, raw: msgspec.Raw) -> PageRef | None:
    try:
        post = msgspec.json.decode(raw, type=Post)
        return ref_of(site, post, body_at(post, number, answer.location))
    except (msgspec.DecodeError, RecursionError) as error:
        site.note(answer.url, Reason.UNREADABLE, f"one post of the list: {error}")
        return None


def _page_count(response: Response) -> int | None:
    value = response.headers.get("X-WP-TotalPages") or b""
    return int(value) if value.isdigit() else None
