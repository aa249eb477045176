"""The visit to one clinic, from its home page to its last post."""

from collections import Counter
from collections.abc import AsyncIterator
from hashlib import sha256
from urllib.parse import urljoin

from scrapy.http import HtmlResponse, Response

from scrapers.end_states import EndState
from scrapers.errors import FetchError
from scrapers.fetch.limits import raise_for_oversized
from scrapers.fetch.outcomes import page_of, raise_for_content
from scrapers.fetch.shutdown import CrawlClosing
from scrapers.fetch.soft_404 import MissingPage, missing_page, probe_path
from scrapers.fetch.visible_text import words_sha256
from scrapers.items import Clinic, Item, Page, PageRef, Route, Skip, Visit
from scrapers.middlewares.robots import Robots
from scrapers.platforms import GENERIC, detect
from scrapers.platforms.base import Platform
from scrapers.reasons import Reason
from scrapers.sources import Site, list_posts
from scrapers.sources.base import in_handfuls
from scrapers.spiders.client import CrawlContext, SiteClient
from scrapers.spiders.conditional_get import known_as
from scrapers.spiders.page_selection import Choice, Due
from scrapers.state.page_state import PageState
from scrapers.state.route_trust import RouteTrust
from scrapers.state.timestamps import now
from scrapers.urls import canonical, identity

MOVED = 301
"""Noted for an address that leads to another, by whatever kind of redirect."""


class ClinicVisit:
    """All that happens with one clinic during a crawl."""

    def __init__(self, crawl: CrawlContext, clinic: Clinic) -> None:
        self.crawler = crawl.crawler
        self.clinic = clinic
        self.frontier = crawl.frontier
        self.settings = crawl.crawler.settings
        self.begun_at = now()
        self.asker = SiteClient(crawl, clinic)
        self.trust = RouteTrust(self.frontier.db, clinic.slug)
        self.left = 0
        """Pages that were due and not fetched because of --limit."""
        self.reasons: Counter[Reason] = Counter()
        """Why pages of this visit are no posts, as far as their answers say."""
        self.platform: Platform = GENERIC
        self.sign: str | None = None
        self.home_url = clinic.website
        self.broken: FetchError | None = None
        """Why the home page could not be read; None if it could."""
        self.fault: str | None = None
        """What broke off while a route was read."""
        self.missing: MissingPage | None = None
        """How the site answers for pages that do not exist, where it answers 200."""

    async def run(self, reached: Response | FetchError) -> AsyncIterator[Item]:
        """Read what the routes list, then every page that is due, then say how it went.

        reached: the home page, or why it could not be reached.
        """
        try:
            home = await self._open_home(reached)
            if not self._end().after.leaves_site:
                await self._list(home)
                async for item in self._read_due():
                    yield item
        except CrawlClosing:
            return
        yield Visit(
            clinic=self.clinic.slug,
            end_state=self._end_after_reading(),
            detail=self._detail(),
            platform=self.platform.name if self.sign else None,
            platform_sign=self.sign,
        )

    # -- what the site lists ----------------------------------------------------------------

    async def _open_home(self, reached: Response | FetchError) -> HtmlResponse | None:
        try:
            home = await self._html(reached)
        except FetchError as error:
            self.broken = error
            self.frontier.routed(
                known_as(self.clinic.website), self.clinic.slug, None, error.reason, error.detail
            )
            return None
        self.home_url = home.url
        self.platform, self.sign = detect(home)
        return home

    async def _html(self, reached: Response | FetchError) -> HtmlResponse:
        if isinstance(reached, FetchError):
            raise reached
        if isinstance(reached, HtmlResponse):
            raise_for_oversized(reached)
        home = await self.asker.opened(reached)
        self._keep_route(self.clinic.website, home)
        if not isinstance(home, HtmlResponse):
            raise FetchError(Reason.NOT_HTML, status=home.status)
        return home

    async def _list(self, home: HtmlResponse | None) -> None:
        robots = self.crawler.get_downloader_middleware(Robots)
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
        async for refs in in_handfuls(list_posts(site)):
            self.frontier.add(refs)

    async def _fetch_route(self, url: str) -> Response:
        is_new = url not in self.asker.recent
        response = await self.asker.route(url)
        if is_new:
            self._keep_route(url, response)
        return response

    def _keep_route(self, url: str, response: Response) -> None:
        page = self._page(known_as(url), response)
        self.frontier.routed(page.url, self.clinic.slug, page, None, None)
        if held := self.frontier.held(page.url):  # an equal answer stays where it lay before
            response.meta["location"] = held.location

    def _note(self, url: str, reason: str, detail: str | None = None) -> None:
        if reason == Reason.SOURCE_FAILED:
            self.fault = detail
        self.frontier.noted(known_as(url), self.clinic.slug, reason, detail)

    # -- the pages ----------------------------------------------------------------------------

    def _known(self) -> list[PageState]:
        return self.frontier.known(self.clinic.slug, since=self.begun_at)

    async def _read_due(self) -> AsyncIterator[Page | Skip]:
        choice = Choice.of(
            self._known(),
            platform=self.platform,
            trust=self.trust,
            now=now(),
            all_=self.settings.getbool("DRIPFEED_FULL"),
        )
        for url, reason in choice.skipped:
            yield Skip(url=url, clinic=self.clinic.slug, reason=reason)
        limit = self.settings.getint("DRIPFEED_LIMIT") or len(choice.due)
        budget = self.settings.getint("DRIPFEED_MAX_PAGES")
        self.left = max(0, len(choice.due) - limit)
        if choice.due:
            self.missing = await self._probe()
        for number, due in enumerate(choice.due[:limit]):
            if number >= budget or self.asker.bytes_left <= 0:
                self.reasons[Reason.BUDGET] += 1
                yield self._skip(due.known.url, FetchError(Reason.BUDGET))
            elif self.asker.closed is None:
                for item in await self._look(due):
                    yield item

    async def _probe(self) -> MissingPage | None:
        """How the site answers for a page that does not exist; None where it says so, or home."""
        try:
            url = urljoin(self.home_url, probe_path())
            response = await self.asker.glimpse(url, stay_on=self.home_url)
        except FetchError:
            return None
        at_home = identity(response.url) == identity(self.home_url)
        return None if at_home else missing_page(response)

    async def _look(self, due: Due) -> list[Page | Skip]:
        """Read a page that is due, and learn how far its routes can be believed."""
        if due.only_claimed and not self.trust.believes(due.claims):
            return []
        before = self.frontier.fingerprints(due.known.url)[1] if due.claims else None
        items = await self._read(due.known)
        read = [item for item in items if isinstance(item, Page)]
        self.reasons.update(item.reason for item in items if isinstance(item, Skip))
        if due.claims and (read or not items):
            changed = any(words_sha256(page.body) != before for page in read)
            self.trust.learn(due.claims, changed=changed)
        return items

    async def _read(self, known: PageState) -> list[Page | Skip]:
        try:
            response = await self.asker.page(
                known.url, may_be_bare=known.has_body, stay_on=self.home_url
            )
            raise_for_content(response)
            if self.missing and self.missing.is_like(response):
                raise FetchError(Reason.SOFT_404, "the same as at a random address", 200)  # noqa: TRY301
        except FetchError as error:
            return [self._skip(known.url, error)]
        landed = canonical(response.url)
        if landed != known.url:
            return self._redirected(known, landed, response)
        page = self._page(known.url, response)
        if known.is_unread or self._is_changed(page):
            return [page]
        self.frontier.confirmed(page)
        return []

    def _is_changed(self, page: Page) -> bool:
        """Whether the body is another than the one that was fetched last."""
        return sha256(page.body).hexdigest() != self.frontier.fingerprints(page.url)[0]

    def _redirected(self, known: PageState, landed: str, response: Response) -> list[Page | Skip]:
        """An address that leads to another: the other one is the page, this one its alias."""
        if identity(landed) == identity(self.home_url):
            away = FetchError(Reason.REDIRECTED_AWAY, landed)
            return [self._skip(known.url, away)]
        alias = self._skip(known.url, FetchError(Reason.DUPLICATE, landed, MOVED))
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
            failed=error.reason.effect.is_retried,
        )

    def _page(self, url: str, response: Response) -> Page:
        return page_of(response, url, clinic=self.clinic.slug, platform=self.platform.name)

    # -- how it went ----------------------------------------------------------------------------

    def _detail(self) -> str | None:
        """The evidence for the end, in one line."""
        error = self.broken or self.asker.closed
        return str(error) if error else self.fault

    def _end(self) -> EndState:
        if self.broken is None:
            return EndState.DONE
        return self.broken.reason.effect.end or EndState.UNREACHABLE

    def _end_after_reading(self) -> EndState:
        if self.asker.closed:
            return self.asker.closed.reason.effect.end or EndState.UNREACHABLE
        if self.reasons[Reason.BUDGET] or self.asker.bytes_left <= 0:
            return EndState.BUDGET
        if self.left:
            return EndState.LIMITED
        known = self._known()
        if self._end() is EndState.HACKED or not known:
            return self._end()
        return EndState.DONE if any(map(_is_read, known)) else self._wall() or EndState.DONE

    def _wall(self) -> EndState | None:
        """What stands in the place of most pages, where not one could be read."""
        for reason, count in self.reasons.most_common(1):
            if reason.effect.names_end and 2 * count > self.reasons.total():
                return reason.effect.end
        return None


def _is_read(known: PageState) -> bool:
    return known.state in {"post", "fetched"}
