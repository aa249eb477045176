"""Renders pages in a chromium that has no network of its own.

Whatever a page asks for goes through the crawl like any other request: address guard, robots.txt,
pace, archive. Images, fonts and films are not loaded, nothing is sent.

Pages that a browser must make: what such a request carries, and whether there is a browser.
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

READY_MS = 20_000
"""How long a page may load its parts, at the crawl's own pace, before it is read as it is."""


def can_render(settings: BaseSettings) -> bool:
    """Whether the optional extra `dripfeed[js]` and a chromium are there."""
    return bool(settings["DRIPFEED_CHROMIUM"]) and find_spec("scrapy_playwright") is not None


def rendering(response: Response, meta: dict[str, Any]) -> Request:
    """The request that has a browser make a page out of the answer that came without one.

    meta: what the rules of the crawl need to know of it.
    """
    asked = {**meta, "playwright": True, "frame": response, "dont_retry": True}
    return Request(response.url, meta=asked, dont_filter=True)


def is_rendered(request: Request) -> bool:
    """Whether a request is for a browser."""
    return bool(request.meta.get("playwright"))


LOADED = {"document", "script", "stylesheet", "xhr", "fetch"}
"""Kinds of parts that a page's text may depend on."""
MAX_PARTS = 100
"""Requests of one page; more are trackers and chats."""
KEPT_HEADERS = ("content-type", "access-control-allow-origin", "access-control-allow-credentials")
SENT_HEADERS = ("accept", "origin")
NOWHERE = "http://127.0.0.1:9"
"""Proxy of the browser: a port where nobody listens, for what slips past the interception."""
ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-webrtc",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--proxy-bypass-list=<-loopback>",
]


class Browser(BoundedDownloadHandler):
    """Downloads as always; a page that asks for it is rendered, and chromium starts with the first.

    Source: https://github.com/scrapy-plugins/scrapy-playwright
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.crawler = crawler
        self.starting = asyncio.Lock()
        self.renderer: Any = None
        self.parts: dict[str, Response] = {}
        """Scripts and styles of this run by address: all pages of a site need the same ones."""

    async def download_request(self, request: Request) -> Response:
        """The answer of the server, or the page that a browser makes of it."""
        if not is_rendered(request):
            return await super().download_request(request)
        async with self.starting:
            if self.renderer is None:
                self.renderer = await _start(self.crawler)
        return await self._render(request)

    async def close(self) -> None:
        """Close the browser, if it was needed, and the connections."""
        if self.renderer is not None:
            await self.renderer.close()
        await super().close()

    async def _render(self, request: Request) -> Response:
        from scrapy_playwright.page import PageMethod

        frame: Response = request.meta["frame"]
        left = [MAX_PARTS]

        async def supply(page: Any, _: Request) -> None:
            await page.route("**/*", lambda route: self._supply(route, frame, left))

        request.meta.update(
            playwright_page_init_callback=supply,
            playwright_page_methods=[PageMethod(_settle)],
            playwright_context_kwargs={"service_workers": "block", "accept_downloads": False},
        )
        rendered: Response = await self.renderer.download_request(request)
        rendered.headers.pop("Content-Length", None)  # of the frame
        return rendered

    async def _supply(self, route: Any, frame: Response, left: list[int]) -> None:
        """Give the browser a part that it asks for, or nothing."""
        asked = route.request
        left[0] -= 1
        try:
            if asked.resource_type not in LOADED or asked.method != "GET" or left[0] < 0:
                await route.abort()
            elif asked.is_navigation_request():
                is_frame = canonical(asked.url) == canonical(frame.url)
                await (_fulfil(route, frame) if is_frame else route.abort())
            else:
                await _fulfil(route, await self._part(asked))
        except (FetchError, CrawlClosing, ValueError):  # data:, blob: and the like are no addresses
            await route.abort()

    async def _part(self, asked: Any) -> Response:
        if asked.url not in self.parts:
            headers = {name: asked.headers[name] for name in SENT_HEADERS if name in asked.headers}
            response = await fetch(self.crawler, Request(asked.url, headers=headers))
            if asked.resource_type not in {"script", "stylesheet"}:
                return response
            self.parts[asked.url] = response
        return self.parts[asked.url]


async def _start(crawler: Crawler) -> Any:
    from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

    options = {
        "executable_path": crawler.settings["DRIPFEED_CHROMIUM"],
        "args": ARGUMENTS,
        "proxy": {"server": NOWHERE},
        "chromium_sandbox": os.geteuid() != 0,  # chromium refuses its sandbox to root
    }
    logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)  # the visit notes what failed
    renderer = ScrapyPlaywrightDownloadHandler(crawler)
    renderer.config.launch_options = options
    await renderer._launch()  # noqa: SLF001 - else it starts with every crawl, needed or not
    return renderer


async def _settle(page: Any) -> None:
    """Wait until the page asks for nothing more, or for READY_MS."""
    from playwright.async_api import TimeoutError as TooLong

    try:
        await page.wait_for_load_state("networkidle", timeout=READY_MS)
    except TooLong:
        return  # what is there by then is read


async def _fulfil(route: Any, response: Response) -> None:
    headers = {
        name: (response.headers.get(name) or b"").decode("latin-1")
        for name in KEPT_HEADERS
        if response.headers.get(name)
    }
    await route.fulfill(status=response.status, headers=headers, body=response.body)
