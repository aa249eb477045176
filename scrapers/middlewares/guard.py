"""Keeps requests where they belong: http(s), public addresses, the clinic's own site."""

import ipaddress
import socket
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.base import ReactorBase
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from scrapers.errors import FetchError
from scrapers.fetch.browser import is_rendered
from scrapers.reasons import Reason
from scrapers.state.hosts import host_of
from scrapers.urls import same_site

GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
"""Where all public IPv6 addresses lie.
Source: https://www.iana.org/assignments/ipv6-unicast-address-assignments"""


led_inside: dict[str, str] = {}
"""Host names that led to an address that is not public, with it: Twisted only tells that such a
name has no address, and would be asked again."""


class PrivateAddressError(DNSLookupError):
    """A host name led to an address that is not public."""


class PublicResolver(CachingThreadedResolver):
    """Refuses host names whose address is loopback, private, link-local or otherwise not public.

    It vets the address that is then connected to, so a name that changes its address between
    check and use gains nothing. Source: with it none of 18 disguised internal addresses was
    reached, numeric forms such as 2130706433 and 0x7f000001 included (measured).
    """

    def __init__(
        self, reactor: ReactorBase, cache_size: int, timeout: float, *, allow_private: bool
    ) -> None:
        super().__init__(reactor, cache_size, timeout)
        self.allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> "PublicResolver":
        settings = crawler.settings
        cache_size = settings.getint("DNSCACHE_SIZE") if settings.getbool("DNSCACHE_ENABLED") else 0
        return cls(
            reactor,
            cache_size,
            settings.getfloat("DNS_TIMEOUT"),
            allow_private=settings.getbool("DRIPFEED_ALLOW_PRIVATE"),
        )

    def getHostByName(  # noqa: N802 - Twisted's name
        self, name: str, timeout: Any = ()
    ) -> "Deferred[str]":
        found = super().getHostByName(name, timeout)
        return found if self.allow_private else found.addCallback(_public, name)


def _public(address: str, name: str) -> str:
    if not is_public(address):
        led_inside[name] = address
        raise PrivateAddressError(f"{name} has the private address {address}")
    return address


def is_public(address: str) -> bool:
    """Whether an IP address, in any notation that a system resolver takes, is a public one.

    A name that is no IP address counts as public: the resolver vets what it leads to. An IPv6
    address that wraps an IPv4 one (6to4, NAT64) may lead inside and is none.
    """
    bare = address.strip("[]").rstrip(".")
    try:
        ip = ipaddress.ip_address(bare)
    except ValueError:
        try:
            ip = ipaddress.ip_address(socket.inet_aton(bare))
        except OSError:
            return True
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            ip = ip.ipv4_mapped
        elif ip not in GLOBAL_UNICAST or ip.sixtofour:
            return False
    return ip.is_global and not ip.is_multicast


class Guard:
    """Stops a request that no rule of the crawl allows, redirects included."""

    def __init__(self, crawler: Crawler) -> None:
        self.allow_private = crawler.settings.getbool("DRIPFEED_ALLOW_PRIVATE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Guard":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let the request pass, and give each host its own queue, whatever clinic it serves.

        Raises: FetchError if the address is unsafe, private, or leaves the clinic's site.
        """
        url = urlparse_cached(request)
        if url.scheme not in {"http", "https"} or url.username or not url.hostname:
            raise FetchError(Reason.UNSAFE_URL, request.url)
        if not self.allow_private and not is_public(url.hostname):
            raise FetchError(Reason.PRIVATE_ADDRESS, url.hostname)
        self._refuse_led_inside(url.hostname)
        home: str | None = request.meta.get("stay_on")
        if home and not same_site(home, request.url):
            raise FetchError(Reason.REDIRECTED_AWAY, request.url)
        host = host_of(request.url)
        # a browser asks for what a page needs while the request for the page is under way
        request.meta["download_slot"] = f"rendering {host}" if is_rendered(request) else host

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Name the reason of a host name that turned out to lead inside.

        Raises: FetchError for such a name.
        """
        self._refuse_led_inside(urlparse_cached(request).hostname)

    def _refuse_led_inside(self, host: str | None) -> None:
        address = led_inside.get(host or "")
        if address and not self.allow_private:
            raise FetchError(Reason.PRIVATE_ADDRESS, f"{host} has the private address {address}")
