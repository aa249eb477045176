"""Renders pages with JavaScript in a headless Chromium (Playwright) without its own network access.

Every request of a page goes through the middlewares of the crawl: URL guard, robots.txt, pace and
archive. Images, fonts and videos are not loaded, and no form is submitted.
"""

import asyncio
import logging
import os
from importlib.util import find_spec
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.settings import BaseSettings

from scrapers.errors import FetchError
from scrapers.fetch.download_handler import BoundedDownloadHandler
from scrapers.fetch.outcomes import fetch
from scrapers.fetch.shutdown import CrawlClosing
from scrapers.urls import canonical

LOAD_TIMEOUT_MS = 20_000
"""How long a page may load its subresources, at the pace of the crawl, before it is read as is."""


def can_render(settings: BaseSettings) -> bool:
    """Whether the optional extra `dripfeed[js]` and Chromium are installed."""
    return bool(settings["DRIPFEED_CHROMIUM"]) and find_spec("scrapy_playwright") is not None


def render_request(response: Response, meta: dict[str, Any]) -> Request:
    """Return a request to render a response in the browser.

    meta: further `Request.meta` for the middlewares.
    """
    browser_meta = {**meta, "playwright": True, "original_response": response, "dont_retry": True}
    return Request(response.url, meta=browser_meta, dont_filter=True)


def needs_browser(request: Request) -> bool:
    """Whether a request is to be rendered in the browser."""
    return bool(request.meta.get("playwright"))


LOADED_TYPES = {"document", "script", "stylesheet", "xhr", "fetch"}
"""Resource types that the text of a page may depend on."""
MAX_SUBREQUESTS = 100
"""Most requests of one page; pages with more load trackers and chats."""
KEPT_HEADERS = ("content-type", "access-control-allow-origin", "access-control-allow-credentials")
SENT_HEADERS = ("accept", "origin")
DEAD_PROXY = "http://127.0.0.1:9"
"""Proxy of the browser: a closed port, for requests that are not intercepted."""
CHROMIUM_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-webrtc",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--proxy-bypass-list=<-loopback>",
]


class BrowserDownloadHandler(BoundedDownloadHandler):
    """Download handler that renders the requests made for it; Chromium starts with the first one.

    Source: https://github.com/scrapy-plugins/scrapy-playwright
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.crawler = crawler
        self.start_lock = asyncio.Lock()
        self.renderer: Any = None
        self.subresources: dict[str, Response] = {}
        """Scripts and styles of this run by URL, because the pages of a site share them."""

    async def download_request(self, request: Request) -> Response:
        """The response of the server, or the rendered page."""
        if not needs_browser(request):
            return await super().download_request(request)
        async with self.start_lock:
            if self.renderer is None:
                self.renderer = await _start_renderer(self.crawler)
        return await self._render(request)

    async def close(self) -> None:
        """Close the connections, and the browser if it was started."""
        if self.renderer is not None:
            await self.renderer.close()
        await super().close()

    async def _render(self, request: Request) -> Response:
        from scrapy_playwright.page import PageMethod

        original: Response = request.meta["original_response"]
        requests_left = [MAX_SUBREQUESTS]

        async def supply(page: Any, _: Request) -> None:
            await page.route("**/*", lambda route: self._supply(route, original, requests_left))

        request.meta.update(
            playwright_page_init_callback=supply,
            playwright_page_methods=[PageMethod(_wait_until_loaded)],
            playwright_context_kwargs={"service_workers": "block", "accept_downloads": False},
        )
        rendered: Response = await self.renderer.download_request(request)
        rendered.headers.pop("Content-Length", None)  # the length of the original response
        return rendered

    async def _supply(self, route: Any, original: Response, requests_left: list[int]) -> None:
        """Fulfil a request of the browser, or abort it."""
        browser_request = route.request
        requests_left[0] -= 1
        try:
            if (
                browser_request.resource_type not in LOADED_TYPES
                or browser_request.method != "GET"
                or requests_left[0] < 0
            ):
                await route.abort()
            elif browser_request.is_navigation_request():
                is_original = canonical(browser_request.url) == canonical(original.url)
                await (_fulfil(route, original) if is_original else route.abort())
            else:
                await _fulfil(route, await self._subresource(browser_request))
        except (FetchError, CrawlClosing, ValueError):  # data: and blob: are not http(s) URLs
            await route.abort()

    async def _subresource(self, browser_request: Any) -> Response:
        if browser_request.url not in self.subresources:
            headers = {
                name: browser_request.headers[name]
                for name in SENT_HEADERS
                if name in browser_request.headers
            }
            response = await fetch(self.crawler, Request(browser_request.url, headers=headers))
            if browser_request.resource_type not in {"script", "stylesheet"}:
                return response
            self.subresources[browser_request.url] = response
        return self.subresources[browser_request.url]


async def _start_renderer(crawler: Crawler) -> Any:
    from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

    options = {
        "executable_path": crawler.settings["DRIPFEED_CHROMIUM"],
        "args": CHROMIUM_ARGUMENTS,
        "proxy": {"server": DEAD_PROXY},
        "chromium_sandbox": os.geteuid() != 0,  # Chromium has no sandbox for root
    }
    logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)  # the visit notes what failed
    renderer = ScrapyPlaywrightDownloadHandler(crawler)
    renderer.config.launch_options = options
    await renderer._launch()  # noqa: SLF001 - it would otherwise start with every crawl
    return renderer


async def _wait_until_loaded(page: Any) -> None:
    """Wait until the network is idle, at most LOAD_TIMEOUT_MS."""
    from playwright.async_api import TimeoutError as LoadTimeout

    try:
        await page.wait_for_load_state("networkidle", timeout=LOAD_TIMEOUT_MS)
    except LoadTimeout:
        return  # the page is read as it is


async def _fulfil(route: Any, response: Response) -> None:
    headers = {
        name: (response.headers.get(name) or b"").decode("latin-1")
        for name in KEPT_HEADERS
        if response.headers.get(name)
    }
    await route.fulfill(status=response.status, headers=headers, body=response.body)
