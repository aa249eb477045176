"""A visit to one clinic: opens the home page, lists the posts, fetches the pages that are due."""

from collections import Counter
from collections.abc import AsyncIterator
from hashlib import sha256
from urllib.parse import urljoin

from scrapy.http import HtmlResponse, Response

from scrapers.codes.end_states import EndState
from scrapers.errors import FetchError
from scrapers.fetch.limits import raise_for_oversized
from scrapers.fetch.outcomes import raise_for_content, to_page
from scrapers.fetch.shutdown import CrawlClosing
from scrapers.fetch.soft_404 import MissingPage, missing_page, probe_path
from scrapers.fetch.visible_text import words_sha256
from scrapers.items import Clinic, Item, Page, PageRef, Route, Skip, Visit
from scrapers.middlewares.robots import Robots
from scrapers.platforms import GENERIC, detect
from scrapers.platforms.base import Platform
from scrapers.reasons import Reason
from scrapers.sources import Site, list_posts
from scrapers.sources.base import in_batches
from scrapers.spiders.client import CrawlContext, SiteClient
from scrapers.spiders.conditional_request import canonical_if_valid
from scrapers.spiders.page_selection import DuePage, PageSelection
from scrapers.state.page_state import PageState
from scrapers.state.route_trust import RouteTrust
from scrapers.state.timestamps import now
from scrapers.urls import canonical, identity

MOVED = 301
"""Stored for a URL that redirects to another, whatever the status of the redirect."""


class ClinicVisit:
    """The crawl of one clinic."""

    def __init__(self, context: CrawlContext, clinic: Clinic) -> None:
        self.crawler = context.crawler
        self.clinic = clinic
        self.frontier = context.frontier
        self.settings = context.crawler.settings
        self.begun_at = now()
        self.client = SiteClient(context, clinic)
        self.trust = RouteTrust(self.frontier.db, clinic.slug)
        self.left_count = 0
        """Due pages that are not fetched because of --limit."""
        self.reasons: Counter[Reason] = Counter()
        """How many pages of this visit were skipped for each reason."""
        self.platform: Platform = GENERIC
        self.signature: str | None = None
        self.home_url = clinic.website
        self.home_error: FetchError | None = None
        """Why the home page could not be fetched; None if it could."""
        self.route_error: str | None = None
        """The error of a route that could not be read to its end."""
        self.soft_404: MissingPage | None = None
        """The page that the site sends with status 200 for missing pages; None if it does not."""

    async def run(self, home_or_error: Response | FetchError) -> AsyncIterator[Item]:
        """Read the routes, fetch every page that is due, and yield the items and the Visit.

        home_or_error: the response for the home page, or why there is none.
        """
        try:
            home = await self._open_home_page(home_or_error)
            if not self._end_state().after.leaves_site:
                await self._list_posts(home)
                async for item in self._read_due():
                    yield item
        except CrawlClosing:
            return
        yield Visit(
            clinic=self.clinic.slug,
            end_state=self._final_state(),
            detail=self._detail(),
            platform=self.platform.name if self.signature else None,
            platform_sign=self.signature,
        )

    # -- what the site lists ----------------------------------------------------------------

    async def _open_home_page(self, home_or_error: Response | FetchError) -> HtmlResponse | None:
        try:
            home = await self._home_html(home_or_error)
        except FetchError as error:
            self.home_error = error
            self.frontier.record_route_fetch(
                canonical_if_valid(self.clinic.website),
                self.clinic.slug,
                None,
                error.reason,
                error.detail,
            )
            return None
        self.home_url = home.url
        self.platform, self.signature = detect(home)
        return home

    async def _home_html(self, home_or_error: Response | FetchError) -> HtmlResponse:
        if isinstance(home_or_error, FetchError):
            raise home_or_error
        if isinstance(home_or_error, HtmlResponse):
            raise_for_oversized(home_or_error)
        home = await self.client.check_response(home_or_error)
        self._record_route(self.clinic.website, home)
        if not isinstance(home, HtmlResponse):
            raise FetchError(Reason.NOT_HTML, status=home.status)
        return home

    async def _list_posts(self, home: HtmlResponse | None) -> None:
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
        async for refs in in_batches(list_posts(site)):
            self.frontier.add(refs)

    async def _fetch_route(self, url: str) -> Response:
        is_new = url not in self.client.recent
        response = await self.client.fetch_route(url)
        if is_new:
            self._record_route(url, response)
        return response

    def _record_route(self, url: str, response: Response) -> None:
        page = self._page(canonical_if_valid(url), response)
        self.frontier.record_route_fetch(page.url, self.clinic.slug, page, None, None)
        if cached := self.frontier.cached_response(
            page.url
        ):  # a response with the same body keeps its old location
            response.meta["location"] = cached.location

    def _note(self, url: str, reason: str, detail: str | None = None) -> None:
        if reason == Reason.SOURCE_FAILED:
            self.route_error = detail
        self.frontier.record_route_problem(
            canonical_if_valid(url), self.clinic.slug, reason, detail
        )

    # -- the pages ----------------------------------------------------------------------------

    def _listed_pages(self) -> list[PageState]:
        return self.frontier.listed_pages(self.clinic.slug, since=self.begun_at)

    async def _read_due(self) -> AsyncIterator[Page | Skip]:
        selection = PageSelection.select(
            self._listed_pages(),
            platform=self.platform,
            trust=self.trust,
            now=now(),
            full=self.settings.getbool("DRIPFEED_FULL"),
        )
        for url, reason in selection.skipped:
            yield Skip(url=url, clinic=self.clinic.slug, reason=reason)
        limit = self.settings.getint("DRIPFEED_LIMIT") or len(selection.due)
        budget = self.settings.getint("DRIPFEED_MAX_PAGES")
        self.left_count = max(0, len(selection.due) - limit)
        if selection.due:
            self.soft_404 = await self._probe()
        for number, due in enumerate(selection.due[:limit]):
            if number >= budget or self.client.bytes_left <= 0:
                self.reasons[Reason.BUDGET] += 1
                yield self._skip(due.page.url, FetchError(Reason.BUDGET))
            elif self.client.stop_reason is None:
                for item in await self._fetch_due(due):
                    yield item

    async def _probe(self) -> MissingPage | None:
        """Fetch a random URL; None if the site sends an error or redirects to the home page."""
        try:
            url = urljoin(self.home_url, probe_path())
            response = await self.client.probe(url, stay_on=self.home_url)
        except FetchError:
            return None
        is_home = identity(response.url) == identity(self.home_url)
        return None if is_home else missing_page(response)

    async def _fetch_due(self, due: DuePage) -> list[Page | Skip]:
        """Fetch a page that is due, and record whether the routes' claims of a change are true."""
        if due.only_claims and not self.trust.is_trusted(due.claiming_routes):
            return []
        old_words = self.frontier.body_hashes(due.page.url)[1] if due.claiming_routes else None
        items = await self._fetch_page(due.page)
        fetched = [item for item in items if isinstance(item, Page)]
        self.reasons.update(item.reason for item in items if isinstance(item, Skip))
        if due.claiming_routes and (fetched or not items):
            changed = any(words_sha256(page.body) != old_words for page in fetched)
            self.trust.record(due.claiming_routes, changed=changed)
        return items

    async def _fetch_page(self, page_state: PageState) -> list[Page | Skip]:
        try:
            response = await self.client.fetch_page(
                page_state.url, accept_empty=page_state.has_body, stay_on=self.home_url
            )
            raise_for_content(response)
            if self.soft_404 and self.soft_404.is_like(response):
                raise FetchError(Reason.SOFT_404, "the same page as at a random URL", 200)  # noqa: TRY301
        except FetchError as error:
            return [self._skip(page_state.url, error)]
        target_url = canonical(response.url)
        if target_url != page_state.url:
            return self._redirected(page_state, target_url, response)
        page = self._page(page_state.url, response)
        if page_state.is_unread or self._is_changed(page):
            return [page]
        self.frontier.mark_unchanged(page)
        return []

    def _is_changed(self, page: Page) -> bool:
        """Whether the body differs from the stored one."""
        return sha256(page.body).hexdigest() != self.frontier.body_hashes(page.url)[0]

    def _redirected(
        self, page_state: PageState, target_url: str, response: Response
    ) -> list[Page | Skip]:
        """Handle a redirect: the target is the page, and the listed URL an alias."""
        if identity(target_url) == identity(self.home_url):
            redirected = FetchError(Reason.REDIRECTED_AWAY, target_url)
            return [self._skip(page_state.url, redirected)]
        alias = self._skip(page_state.url, FetchError(Reason.DUPLICATE, target_url, MOVED))
        state = self.frontier.state(target_url)
        hints = [ref.hints for ref in page_state.refs]
        self.frontier.add(
            PageRef(url=target_url, clinic=self.clinic.slug, route=Route.LINK, hints=hint)
            for hint in hints[:1]
        )
        if state in {"post", "fetched"}:
            return [alias]
        return [alias, self._page(target_url, response)]

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
        return to_page(response, url, clinic=self.clinic.slug, platform=self.platform.name)

    # -- the end of the visit -------------------------------------------------------------------

    def _detail(self) -> str | None:
        """The evidence for the end state, in one line."""
        error = self.home_error or self.client.stop_reason
        return str(error) if error else self.route_error

    def _end_state(self) -> EndState:
        if self.home_error is None:
            return EndState.DONE
        return self.home_error.reason.effect.end or EndState.UNREACHABLE

    def _final_state(self) -> EndState:
        if self.client.stop_reason:
            return self.client.stop_reason.reason.effect.end or EndState.UNREACHABLE
        if self.reasons[Reason.BUDGET] or self.client.bytes_left <= 0:
            return EndState.BUDGET
        if self.left_count:
            return EndState.LIMITED
        pages = self._listed_pages()
        if self._end_state() is EndState.HACKED or not pages:
            return self._end_state()
        if any(map(_has_body, pages)):
            return EndState.DONE
        return self._blocked_state() or EndState.DONE

    def _blocked_state(self) -> EndState | None:
        """The end state if no page could be read and most of them failed for one reason."""
        for reason, count in self.reasons.most_common(1):
            if reason.effect.names_end and 2 * count > self.reasons.total():
                return reason.effect.end
        return None


def _has_body(page_state: PageState) -> bool:
    return page_state.state in {"post", "fetched"}
