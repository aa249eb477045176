"""The Site that a source reads, and batches of the PageRefs that it yields."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from scrapy.http import HtmlResponse, Response

from scrapers.errors import FetchError
from scrapers.fetch.limits import raise_for_oversized
from scrapers.fetch.outcomes import content_type
from scrapers.items import Clinic, Hints, Location, PageRef, Route
from scrapers.platforms import Platform
from scrapers.reasons import Reason
from scrapers.urls import canonical, same_site
from scrapers.urls.crawl_traps import CrawlTraps


class Fetch(Protocol):
    """Fetches a URL through the middlewares: robots.txt, delay, retries and archive."""

    async def __call__(self, url: str) -> Response:
        """Return the response after redirects; raise FetchError for anything but a 200."""
        ...


class Note(Protocol):
    """Records a problem with a URL, so that no URL disappears without a reason."""

    def __call__(self, url: str, reason: str, detail: str | None = None) -> None:
        """Record it; reason is a `scrapers.reasons.Reason`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A clinic's website as its sources see it."""

    clinic: Clinic
    fetch: Fetch
    note: Note
    platform: Platform
    home: HtmlResponse | None = None
    """The home page; None if it could not be fetched."""
    robots_sitemaps: tuple[str, ...] = ()
    """Absolute URLs from the Sitemap lines of robots.txt."""
    traps: CrawlTraps = field(default_factory=CrawlTraps)

    @property
    def url(self) -> str:
        """The URL of the home page after redirects."""
        return self.home.url if self.home else self.clinic.website

    def resolve(self, path: str) -> str:
        """Return the absolute URL of a path."""
        return urljoin(self.url, path)

    def owns(self, url: str) -> bool:
        """Whether a URL is the clinic's: on its site, or on the site of its `blog_url`."""
        site_urls = {self.url, self.clinic.website, self.clinic.blog_url or self.url}
        if urlsplit(url).netloc in {urlsplit(site_url).netloc for site_url in site_urls}:
            return True  # the fast path for most URLs, without parsing domain names
        return any(same_site(url, site_url) for site_url in site_urls)

    async def read(self, url: str, *, guessed: bool = False) -> Response | None:
        """Fetch a URL of a route; None if that fails, which is recorded.

        guessed: the site does not link to the URL, so a 404 is not recorded.
        """
        try:
            return await self.fetch(url)
        except FetchError as error:
            if not (guessed and error.reason == Reason.NOT_FOUND):
                self.note(url, error.reason, error.detail)
            return None

    async def read_html(self, url: str, *, guessed: bool = False) -> HtmlResponse | None:
        """Fetch an HTML page; None if that fails or it is not HTML, which is recorded."""
        if self.home and canonical(url) == canonical(self.home.url):
            return self.home
        response = await self.read(url, guessed=guessed)
        if response is None:
            return None
        if not isinstance(response, HtmlResponse):
            self.note(url, Reason.NOT_HTML, content_type(response))
            return None
        try:
            raise_for_oversized(response)
        except FetchError as error:
            self.note(url, error.reason, error.detail)
            return None
        return response

    def is_endless(self, url: str) -> bool:
        """Whether a URL is part of a crawl trap of which enough URLs were listed.

        It is recorded once for each trap, with the first URL that was left out.
        """
        reason = self.traps.trap_reason(url)
        if reason and self.traps.is_new_reason(reason):
            self.note(url, Reason.TRAP, reason)
        return reason is not None

    def ref(
        self, route: Route, url: str, *, lastmod: str | None = None, hints: Hints | None = None
    ) -> PageRef | None:
        """Convert a listed URL to a PageRef; None if it must not be fetched, which is recorded."""
        try:
            canonical_url = canonical(urljoin(self.url, url))
        except ValueError:
            self.note(url, Reason.UNSAFE_URL, f"listed by {route}")
            return None
        if not self.owns(canonical_url):
            self.note(canonical_url, Reason.OTHER_SITE, f"listed by {route}")
            return None
        if self.is_endless(canonical_url):
            return None
        return PageRef(
            url=canonical_url,
            clinic=self.clinic.slug,
            route=route,
            lastmod=lastmod,
            hints=hints or Hints(),
        )


def archive_location(response: Response) -> Location | None:
    """Return the location of a response in the archive; None if it is not archived."""
    location = response.request.meta.get("location") if response.request else None
    return location if isinstance(location, Location) else None


BATCH_SIZE = 100
"""PageRefs per transaction. Source: 50,000 URLs of one sitemap took 32 s one by one and 13 s in
batches of 100 (measured, on a busy machine)."""


async def in_batches(refs: AsyncIterator[PageRef]) -> AsyncIterator[list[PageRef]]:
    """Yield batches of at most BATCH_SIZE, in order."""
    batch: list[PageRef] = []
    async for ref in refs:
        batch.append(ref)
        if len(batch) == BATCH_SIZE:
            yield batch
            batch = []
    if batch:
        yield batch
