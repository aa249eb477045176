"""What a source is given, and how it hands over what it lists.

Hands over what is listed in handfuls, so that remembering it does not cost a write for each.
"""

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
from scrapers.urls import canonical, is_http, same_site
from scrapers.urls.crawl_traps import CrawlTraps


class Fetch(Protocol):
    """Asks for an address, politely: robots, delay, tries and archive are its own business."""

    async def __call__(self, url: str) -> Response:
        """Give the answer after redirects; raise FetchError for anything but a 200."""
        ...


class Note(Protocol):
    """Writes down what went wrong with an address, so that nothing vanishes."""

    def __call__(self, url: str, reason: str, detail: str | None = None) -> None:
        """Write it down; reason is one of `scrapers.reasons.Reason`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A clinic's website as its sources see it."""

    clinic: Clinic
    fetch: Fetch
    note: Note
    platform: Platform
    home: HtmlResponse | None = None
    """The home page; None where it could not be read."""
    robots_sitemaps: tuple[str, ...] = ()
    """Absolute addresses from the Sitemap lines of robots.txt."""
    traps: CrawlTraps = field(default_factory=CrawlTraps)

    @property
    def url(self) -> str:
        """Where the home page is, after redirects."""
        return self.home.url if self.home else self.clinic.website

    def at(self, path: str) -> str:
        """Make a path of the site absolute."""
        return urljoin(self.url, path)

    def owns(self, url: str) -> bool:
        """Say whether an address is the clinic's: on its site, or where its row says it blogs."""
        known = {self.url, self.clinic.website, self.clinic.blog_url or self.url}
        if urlsplit(url).netloc in {urlsplit(own).netloc for own in known}:
            return True  # most addresses end here, without parsing names of hosts
        return any(same_site(url, own) for own in known)

    async def read(self, url: str, *, guessed: bool = False) -> Response | None:
        """Fetch what a route needs; None where there is no answer, which is noted.

        guessed: nobody said that there is such an address, so its absence is no news.
        """
        try:
            return await self.fetch(url)
        except FetchError as error:
            if not (guessed and error.reason == Reason.NOT_FOUND):
                self.note(url, error.reason, error.detail)
            return None

    async def read_html(self, url: str, *, guessed: bool = False) -> HtmlResponse | None:
        """Fetch a page with links; None where it is none, which is noted."""
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
        """Say whether an address is one of an endless number, of which enough were listed.

        That is noted once for each kind, with the first address that was left out.
        """
        why = self.traps.why(url)
        if why and self.traps.is_news(why):
            self.note(url, Reason.TRAP, why)
        return why is not None

    def ref(
        self, route: Route, url: str, *, lastmod: str | None = None, hints: Hints | None = None
    ) -> PageRef | None:
        """Turn a listed address into a PageRef; None where it is not to be read, which is noted."""
        try:
            address = canonical(urljoin(self.url, url))
        except ValueError:
            self.note(url, Reason.UNSAFE_URL, f"listed by {route}")
            return None
        if not self.owns(address):
            self.note(address, Reason.OTHER_SITE, f"listed by {route}")
            return None
        if self.is_endless(address):
            return None
        return PageRef(
            url=address,
            clinic=self.clinic.slug,
            route=route,
            lastmod=lastmod,
            hints=hints or Hints(),
        )


def archived_at(response: Response) -> Location | None:
    """Give the place of an answer in the archive; None where it is not kept."""
    at = response.request.meta.get("location") if response.request else None
    return at if isinstance(at, Location) else None


def absolute(base_url: str, url: str | None) -> str | None:
    """Make an address of a page or file absolute; None for none and for what is no web address."""
    try:
        joined = urljoin(base_url, url.strip()) if url else ""
    except ValueError:  # "http://[" and the like
        return None
    return joined if is_http(joined) else None


HANDFUL = 100
"""Source: 50,000 addresses of one sitemap took 32 s one by one and 13 s in hundreds (measured, on a
busy machine)."""


async def in_handfuls(refs: AsyncIterator[PageRef]) -> AsyncIterator[list[PageRef]]:
    """Yield what is listed, in order, up to HANDFUL at a time."""
    handful: list[PageRef] = []
    async for ref in refs:
        handful.append(ref)
        if len(handful) == HANDFUL:
            yield handful
            handful = []
    if handful:
        yield handful
