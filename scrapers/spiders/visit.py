"""The visit to one clinic, from its home page to its last post."""

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import HtmlResponse, Response

from scrapers.answers import answer, page_of, refuse_content, refuse_status
from scrapers.errors import FetchError
from scrapers.frontier import Known, now
from scrapers.items import Clinic, Item, Listed, Page, PageRef, Route, Skip, Visit
from scrapers.middlewares.robots import Robots
from scrapers.platforms import GENERIC, detect
from scrapers.platforms.base import Platform
from scrapers.reasons import END_BY_REASON, SILENT_ENDS, TRY_AGAIN, EndState, Reason
from scrapers.sources import Site, list_posts
from scrapers.urls import canonical, identity

if TYPE_CHECKING:
    from scrapers.spiders.blog import BlogSpider

RECENT = 8
"""Pages kept for a second route; the blog's first page is read for its feed and for its posts."""


class Stopping(Exception):  # noqa: N818 - no error: the crawl was asked to stop
    """The crawl is being closed; the visit ends where it is."""


class ClinicVisit:
    """All that happens with one clinic during a crawl."""

    def __init__(self, spider: "BlogSpider", clinic: Clinic) -> None:
        self.spider = spider
        self.clinic = clinic
        self.frontier = spider.frontier
        self.settings = spider.crawler.settings
        self.begun_at = now()
        self.max_pages = self.settings.getint("DRIPFEED_MAX_PAGES")
        self.recent: dict[str, Response] = {}
        """The last pages that list others: two routes may read the same one."""
        self.left = 0
        """Pages that were due and not fetched because of a limit."""
        self.platform: Platform = GENERIC
        self.sign: str | None = None
        self.home_url = clinic.website
        self.broken: FetchError | None = None
        """Why the home page could not be read; None if it could."""

    async def run(self, reached: Response | FetchError) -> AsyncIterator[Item]:
        """Read what the routes list, then every page that is due, then say how it went.

        reached: the home page, or why it could not be reached.
        """
        try:
            home = self._open_home(reached)
            if self._end() not in SILENT_ENDS:
                await self._list(home)
                async for item in self._read_due():
                    yield item
        except Stopping:
            return
        yield Visit(
            clinic=self.clinic.slug,
            end_state=self._end_after_reading(),
            detail=str(self.broken) if self.broken else None,
            platform=self.platform.name if self.sign else None,
            platform_sign=self.sign,
        )

    # -- what the site lists ----------------------------------------------------------------

    def _open_home(self, reached: Response | FetchError) -> HtmlResponse | None:
        try:
            home = self._html(reached)
        except FetchError as error:
            self.broken = error
            self._note(self.clinic.website, error.reason, error.detail)
            return None
        self.home_url = home.url
        self.platform, self.sign = detect(home)
        return home

    def _html(self, reached: Response | FetchError) -> HtmlResponse:
        if isinstance(reached, FetchError):
            raise reached
        self._keep_route(self.clinic.website, reached)
        if not isinstance(reached, HtmlResponse):
            raise FetchError(Reason.NOT_HTML, status=reached.status)
        return reached

    async def _list(self, home: HtmlResponse | None) -> None:
        robots = self.spider.crawler.get_downloader_middleware(Robots)
        assert robots is not None
        rules = await robots.rules(self.home_url)
        site = Site(
            clinic=self.clinic,
            fetch=self._fetch_route,
            home=home,
            robots_sitemaps=rules.sitemaps,
            platform=self.platform,
            note=self._note,
        )
        async for ref in list_posts(site):
            self.frontier.add([ref])

    async def _fetch_route(self, url: str) -> Response:
        """The answer to the address of a home page, sitemap, feed, REST or listing page.

        Raises: FetchError for anything but a 200.
        """
        if url not in self.recent:
            response = await self._get(Request(url))
            self._keep_route(url, response)
            self.recent = {**dict(list(self.recent.items())[-RECENT:]), url: response}
        return self.recent[url]

    def _keep_route(self, url: str, response: Response) -> None:
        refuse_status(response)
        page = self._page(_known_as(url), response)
        self.frontier.routed(page.url, self.clinic.slug, page, None, None)

    def _note(self, url: str, reason: str, detail: str | None = None) -> None:
        self.frontier.routed(_known_as(url), self.clinic.slug, None, reason, detail)

    # -- the pages ----------------------------------------------------------------------------

    def _known(self) -> list[Known]:
        return self.frontier.known(self.clinic.slug, since=self.begun_at)

    def _told(self, known: Known) -> Reason | None:
        """Why an address needs no request: a route already says that it is no post."""
        said = {ref.hints.listed for ref in known.refs}
        if Listed.PROTECTED in said:
            return Reason.PASSWORD_PROTECTED
        if Listed.POST in said:
            return None
        if Listed.PAGE in said:
            return Reason.LISTED_AS_PAGE
        return Reason.ARCHIVE_PAGE if self.platform.is_archive(known.url) else None

    def _is_due(self, known: Known) -> bool:
        if known.is_unread or known.changed_since_fetch():
            return True
        full = self.settings.getbool("DRIPFEED_FULL")
        return full and known.fetched_at is not None and known.fetched_at < self.begun_at

    async def _read_due(self) -> AsyncIterator[Page | Skip]:
        due: list[Known] = []
        for known in filter(self._is_due, self._known()):
            if known.is_unread and (reason := self._told(known)):
                yield Skip(url=known.url, clinic=self.clinic.slug, reason=reason)
            else:
                due.append(known)
        budget = min(self.settings.getint("DRIPFEED_LIMIT") or self.max_pages, self.max_pages)
        self.left = max(0, len(due) - budget)
        for known in due[:budget]:
            for item in await self._read(known):
                yield item

    async def _read(self, known: Known) -> list[Page | Skip]:
        request = Request(known.url, meta={"stay_on": self.home_url})
        try:
            response = await self._get(request)
            refuse_status(response)
            refuse_content(response)
        except FetchError as error:
            return [self._skip(known.url, error)]
        landed = canonical(response.url)
        if landed == known.url:
            return [self._page(known.url, response)]
        return self._redirected(known, landed, response)

    def _redirected(self, known: Known, landed: str, response: Response) -> list[Page | Skip]:
        """An address that leads to another: the other one is the page, this one its alias."""
        if identity(landed) == identity(self.home_url):
            away = FetchError(Reason.REDIRECTED_AWAY, landed)
            return [self._skip(known.url, away)]
        alias = Skip(url=known.url, clinic=self.clinic.slug, reason=Reason.DUPLICATE, detail=landed)
        state = self.frontier.state(landed)
        hints = [ref.hints for ref in known.refs]
        self.frontier.add(
            PageRef(url=landed, clinic=self.clinic.slug, route=Route.LINK, hints=hint)
            for hint in hints[:1]
        )
        if state in {"post", "fetched"}:
            return [alias]
        return [alias, self._page(landed, response)]

    def _skip(self, url: str, error: FetchError) -> Skip:
        return Skip(
            url=url,
            clinic=self.clinic.slug,
            reason=error.reason,
            detail=error.detail,
            status=error.status,
            failed=error.reason in TRY_AGAIN,
        )

    # -- one request, and what it says of the visit -------------------------------------------

    async def _get(self, request: Request) -> Response:
        """The answer to one request of this visit, whatever its status.

        Raises: FetchError if there is none; Stopping if the crawl is being closed.
        """
        engine = self.spider.crawler.engine
        assert engine
        slot = engine._slot  # noqa: SLF001 - the only sign that a close has begun
        if slot is None or slot.closing is not None:
            raise Stopping
        async with self.spider.in_flight:
            return await answer(self.spider.crawler, request)

    def _page(self, url: str, response: Response) -> Page:
        return page_of(response, url, clinic=self.clinic.slug, platform=self.platform.name)

    def _end(self) -> EndState:
        if self.broken is None:
            return EndState.DONE
        return END_BY_REASON.get(Reason(self.broken.reason), EndState.UNREACHABLE)

    def _end_after_reading(self) -> EndState:
        if self.left:
            return EndState.LIMITED
        return EndState.DONE if self._known() else self._end()


def _known_as(url: str) -> str:
    """The canonical form of an address; one that has none stays as a site wrote it."""
    try:
        return canonical(url)
    except ValueError:
        return url
