"""Pages that a browser must make: what such a request carries, and whether there is a browser."""

from importlib.util import find_spec
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings

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
