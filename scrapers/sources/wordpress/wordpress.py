"""The WordPress REST API route: the complete list of posts with all their metadata."""

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
from scrapers.sources.base import Site, archive_location
from scrapers.sources.wordpress.post import Post, body_location, raw_posts, to_ref

PAGE_SIZES = (100, 20)
"""Posts per page: the allowed maximum, then fewer for a server that cannot handle it.
Source: https://developer.wordpress.org/rest-api/using-the-rest-api/pagination/"""

MAX_PAGES = 200

TOO_HEAVY = (Reason.TOO_LARGE, Reason.TIMEOUT, Reason.SERVER_ERROR)
"""Failures of a server that cannot render 100 posts with embedded resources."""

NO_SUCH_PAGE = Reason.HTTP_STATUS
"""WordPress sends status 400 beyond the last page."""

NO_PERMALINKS = (Reason.NOT_FOUND, Reason.UNREADABLE)
"""Failures of a site without pretty permalinks, which has the same API at `?rest_route=`."""


@dataclass(frozen=True, slots=True)
class _PostsPage:
    root: str
    per_page: int
    page: int
    url: str
    posts: list[msgspec.Raw]
    location: Location | None
    """Location in the archive; None if it is not archived."""
    page_count: int | None
    """None if the response lacks the header X-WP-TotalPages."""

    @property
    def is_last(self) -> bool:
        return not self.posts or self.page >= min(self.page_count or MAX_PAGES, MAX_PAGES)


async def wordpress(site: Site) -> AsyncIterator[PageRef]:
    """Yield the posts that the REST API lists, with title, author, dates and terms.

    If the API is disabled or forbidden, nothing is yielded and the reason is recorded.
    """
    for root in _roots(site):
        try:
            first = await _fetch_first(site, root)
        except FetchError as error:
            site.note(root, error.reason, error.detail)
            if error.reason not in NO_PERMALINKS:
                return
        else:
            async for ref in _posts(site, first):
                yield ref
            return


async def _fetch_first(site: Site, root: str) -> _PostsPage:
    full_size, small_size = PAGE_SIZES
    try:
        return await _fetch_page(site, root, full_size, 1)
    except FetchError as error:
        if error.reason not in TOO_HEAVY:
            raise
        site.note(root, error.reason, f"{full_size} posts at once: {error.detail}")
    return await _fetch_page(site, root, small_size, 1)


async def _posts(site: Site, page_of_posts: _PostsPage) -> AsyncIterator[PageRef]:
    while True:
        for number, raw in enumerate(page_of_posts.posts):
            if ref := _ref(site, page_of_posts, number, raw):
                yield ref
        if page_of_posts.is_last:
            return
        try:
            page_of_posts = await _fetch_page(
                site, page_of_posts.root, page_of_posts.per_page, page_of_posts.page + 1
            )
        except FetchError as error:
            if error.reason != NO_SUCH_PAGE:
                site.note(
                    page_of_posts.url,
                    error.reason,
                    f"page {page_of_posts.page + 1}: {error.detail}",
                )
            return


async def _fetch_page(site: Site, root: str, per_page: int, page: int) -> _PostsPage:
    separator = "&" if "?" in root else "?"
    url = f"{root}wp/v2/posts{separator}per_page={per_page}&page={page}&_embed=1"
    response = await site.fetch(url)
    posts, location = _decode(response), archive_location(response)
    return _PostsPage(root, per_page, page, url, posts, location, _page_count(response))


def _roots(site: Site) -> Iterator[str]:
    declared = _declared_root(site)
    yield declared or site.resolve("/wp-json/")
    if declared is None or "rest_route=" not in declared:
        yield site.resolve("/?rest_route=/")


def _declared_root(site: Site) -> str | None:
    """Find the URL of the REST API in the Link header or link element of the home page."""
    if site.home is None:
        return None
    headers = b", ".join(site.home.headers.getlist("Link")).decode("latin-1")
    match = re.search(r'<([^>]+)>;\s*rel="?https://api\.w\.org/', headers)
    href = match[1] if match else site.home.xpath("//link[@rel='https://api.w.org/']/@href").get()
    root = urljoin(site.url, href.strip().rstrip("/") + "/") if href else None
    return root if root and site.owns(root) else None


def _decode(response: Response) -> list[msgspec.Raw]:
    """Split a response into its posts.

    Raises: FetchError for anything but a list of posts.
    """
    try:
        return raw_posts(response.body)
    except (msgspec.DecodeError, RecursionError) as error:
        detail = f"not a list of posts: {content_type(response)}, {error}"
        raise FetchError(Reason.UNREADABLE, detail) from error


def _ref(site: Site, page_of_posts: _PostsPage, number: int, raw: msgspec.Raw) -> PageRef | None:
    try:
        post = msgspec.json.decode(raw, type=Post)
        return to_ref(site, post, body_location(post, number, page_of_posts.location))
    except (msgspec.DecodeError, RecursionError) as error:
        site.note(page_of_posts.url, Reason.UNREADABLE, f"one post of the list: {error}")
        return None


def _page_count(response: Response) -> int | None:
    value = response.headers.get("X-WP-TotalPages") or b""
    return int(value) if value.isdigit() else None
