"""One meaning of "the same address" for crawl, dedupe and store."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit, urlunsplit

from tldextract import TLDExtract
from w3lib.url import canonicalize_url

from scrapers.urls.tracking_parameters import is_tracking_parameter

DEFAULT_PORTS = {"http": 80, "https": 443}

MAX_CHARACTERS = 8_000
"""Source: RFC 9110, section 4.1 asks servers to take addresses of at least 8,000 octets."""

RECENT = 4_096
"""Addresses whose canonical form is kept. Source: a crawl of 2,000 pages asked for 2,180 addresses
21,250 times, 6 µs each (measured): a clinic's with each request, a menu's on every page."""

HOST = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*|[0-9a-f:.]+")
"""A name in DNS letters (names of other alphabets come as xn--), or an IPv6 address."""

AMP_PATH = re.compile(r"(?<=[^/])(/amp)+(?=/?$)", re.IGNORECASE)
"""The phone's copy of the post before it: `/post/amp/`. `/amp/` at the root is a page of its own.

Source: https://github.com/ampproject/amp-wp/wiki
"""

INDEX_PATH = re.compile(r"(/index\.(html?|php))?/*$", re.IGNORECASE)

SHARED_HOSTS = (
    "build.officite.com",
    "edit.officite.com",
    "ghost.io",
    "godaddysites.com",
    "hostingersite.com",
    "squarespace.com",
    "weebly.com",
    "wordpress.com",
)
"""Site builders that give each customer a subdomain and are not in tldextract's bundled list.

Source: measured with tldextract 5.4.0; pages.dev, wixsite.com, webflow.io and others are in it.
"""

SUFFIXES = TLDExtract(
    cache_dir=None,
    suffix_list_urls=(),  # the bundled list; otherwise the first look-up goes to the network
    include_psl_private_domains=True,
    extra_suffixes=SHARED_HOSTS,
)

FILE_PATH = re.compile(
    r"\.(7z|aac|apk|avi|avif|bmp|bz2|css|csv|dmg|docm?|docx|eot|eps|epub|exe|flac|gif|gz|heic|ico|"
    r"ics|iso|jar|jpe?g|js|json|m4a|m4v|map|midi?|mjs|mkv|mov|mp3|mp4|mpe?g|msi|od[gpst]|og[agv]|"
    r"otf|pdf|png|ppsx?|pptx?|psd|rar|rtf|svg|swf|tar|tgz|tiff?|ttf|txt|vcf|wav|web[mp]|"
    r"webmanifest|wm[av]|woff2?|xls[mx]?|xz|zip)$",
    re.IGNORECASE,
)
"""Images, documents, archives, sound, film, fonts, styles and scripts: never a post.

Source: IGNORED_EXTENSIONS of scrapy.linkextractors without those that end words of addresses
(ai, py, rb, sh), with fonts and newer formats added.
"""


@lru_cache(maxsize=RECENT)
def canonical(url: str) -> str:
    """Write an address in the one form that is its key and may be requested.

    Lower-case scheme and host (IDNA), no default port, user name, fragment, dot segments,
    trackers or phone and print variants; percent-encoding normalised; the rest of the query
    sorted. Paging and posts' ids (`page`, `offset`, `p`) stay. `www.`, http or https and a
    trailing slash stay too: they change what a server answers. Canonical addresses stay as
    they are.

    Raises ValueError for anything but an absolute http(s) address with a host, and for one
    longer than `MAX_CHARACTERS`.
    """
    try:
        return _canonical(url)
    except ValueError as error:
        raise ValueError(f"not an http(s) address with a host: {url[:200]!r}") from error


def _canonical(url: str) -> str:
    if len(url) > MAX_CHARACTERS:
        raise ValueError("too long")
    parts = urlsplit(canonicalize_url(url))
    path = AMP_PATH.sub("", parts.path)
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not is_tracking_parameter(pair)
    )
    written = urlunsplit((parts.scheme, _netloc(parts), path, query, ""))
    if written == url:
        return url
    return _canonical(written)  # once more: `/;/amp` became `/;`, which is written `/`


def _netloc(parts: SplitResult) -> str:
    host = (parts.hostname or "").removesuffix(".")
    if parts.scheme not in DEFAULT_PORTS or not HOST.fullmatch(host):
        raise ValueError(parts.netloc)
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    return host if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"


def identity(url: str) -> str:
    """Give the key under which two addresses are one post; not an address to request.

    The canonical address without scheme, `www.`, doubled and trailing slashes, `index.html`
    and `index.php`: what servers nearly always answer alike. Raises ValueError as `canonical`.

    Source: one page was stored as http and https (mipmpc.com), with and without www, with and
    without slash (kabafusion.com/home-infusion).
    """
    parts = urlsplit(canonical(url))
    path = INDEX_PATH.sub("", re.sub("/{2,}", "/", parts.path))
    query = f"?{parts.query}" if parts.query else ""
    return parts.netloc.removeprefix("www.") + path + query


def same_site(a: str, b: str) -> bool:
    """Say whether two addresses belong to one registrable name, such as blog.x.com and x.com.

    Customers of one site builder (a.wixsite.com, b.wixsite.com) are different sites. Numbers
    and names without a registrable part (127.0.0.1, localhost) must be equal. Ports must be
    equal, 80 and 443 counting as one. What is not an http(s) address is on no site.
    """
    try:
        return _site(a) == _site(b)
    except ValueError:
        return False


@lru_cache(maxsize=RECENT)
def _site(url: str) -> tuple[str, int | None]:
    parts = urlsplit(canonical(url))
    host = parts.hostname or ""
    return SUFFIXES(host).top_domain_under_public_suffix or host, parts.port


def is_http(url: str) -> bool:
    """Say whether the text is an absolute http(s) address with a host."""
    try:
        canonical(url)
    except ValueError:
        return False
    return True


def is_safe(url: str) -> bool:
    """Say whether the text is an http(s) address without a user name or password in it."""
    try:
        return is_http(url) and "@" not in urlsplit(url).netloc
    except ValueError:
        return False


def looks_like_file(url: str) -> bool:
    """Say whether an address ends like an image, a document or another file that is no page.

    Raises ValueError where the text is no address at all.
    """
    return FILE_PATH.search(urlsplit(url).path) is not None
