"""Canonical URLs and URL identity: when crawl, dedupe and store treat two URLs as the same."""

import re
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from tldextract import TLDExtract
from w3lib.url import canonicalize_url

from scrapers.urls.tracking_parameters import is_tracking_parameter

DEFAULT_PORTS = {"http": 80, "https": 443}

MAX_CHARACTERS = 8_000
"""Longest URL. Source: RFC 9110, section 4.1 recommends to support at least 8,000 octets."""

CACHE_SIZE = 4_096
"""URLs whose canonical form is cached. Source: a crawl of 2,000 pages looked up 2,180 URLs 21,250
times, 6 µs each (measured): the clinic's with each request, those of a menu on every page."""

HOST_NAME = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*|[0-9a-f:.]+")
"""A DNS name (internationalized names are encoded as xn--), or an IPv6 address."""

AMP_PATH = re.compile(r"(?<=[^/])(/amp)+(?=/?$)", re.IGNORECASE)
"""Suffix of the AMP version of a post: `/post/amp/`. `/amp/` at the root is a page of its own.

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
"""Site builders with a subdomain for each customer that are missing from tldextract's list.

Source: checked with tldextract 5.4.0; its list has pages.dev, wixsite.com, webflow.io and others.
"""

PUBLIC_SUFFIXES = TLDExtract(
    cache_dir=None,
    suffix_list_urls=(),  # only the bundled list; the default downloads a new one
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
"""Images, documents, archives, audio, video, fonts, styles and scripts: never a post.

Source: IGNORED_EXTENSIONS of scrapy.linkextractors without those that end ordinary slugs
(ai, py, rb, sh), with fonts and newer formats added.
"""


@lru_cache(maxsize=CACHE_SIZE)
def canonical(url: str) -> str:
    """Return the canonical URL: the key of a page, and a URL that can be requested.

    The scheme and host are in lower case (IDNA), the percent-encoding is normalised and the query
    sorted. Default ports, user names, fragments, dot segments, tracking parameters and the
    suffixes of AMP and print versions are removed. Pagination and post ids (`page`, `offset`, `p`)
    stay, as do `www.`, http or https and a trailing slash, which may change the response. The
    function is idempotent.

    Raises: ValueError for anything but an absolute http(s) URL with a host, and for a URL longer
    than `MAX_CHARACTERS`.
    """
    try:
        return _canonical(url)
    except ValueError as error:
        raise ValueError(f"not an http(s) URL with a host: {url[:200]!r}") from error


def _canonical(url: str) -> str:
    if len(url) > MAX_CHARACTERS:
        raise ValueError("too long")
    parts = urlsplit(canonicalize_url(url))
    path = AMP_PATH.sub("", parts.path)
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not is_tracking_parameter(pair)
    )
    normalized = urlunsplit((parts.scheme, _netloc(parts), path, query, ""))
    if normalized == url:
        return url
    return _canonical(normalized)  # once more: `/;/amp` became `/;`, which is written `/`


def _netloc(parts: SplitResult) -> str:
    host = (parts.hostname or "").removesuffix(".")
    if parts.scheme not in DEFAULT_PORTS or not HOST_NAME.fullmatch(host):
        raise ValueError(parts.netloc)
    if ":" in host:
        host = f"[{host}]"
    port = parts.port
    return host if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{host}:{port}"


def identity(url: str) -> str:
    """Return the key under which two URLs are the same post; it is not a URL to request.

    The canonical URL without scheme, `www.`, double and trailing slashes, `index.html` and
    `index.php`: servers nearly always send the same page.
    Raises: ValueError as `canonical`.

    Source: one page was stored as http and https (mipmpc.com), with and without www, with and
    without slash (kabafusion.com/home-infusion).
    """
    parts = urlsplit(canonical(url))
    path = INDEX_PATH.sub("", re.sub("/{2,}", "/", parts.path))
    query = f"?{parts.query}" if parts.query else ""
    return parts.netloc.removeprefix("www.") + path + query


def same_site(a: str, b: str) -> bool:
    """Whether two URLs belong to the same registrable domain, such as blog.x.com and x.com.

    Customers of one site builder (a.wixsite.com, b.wixsite.com) are different sites. IP addresses
    and hosts without a registrable domain (127.0.0.1, localhost) must be equal. Ports must be
    equal; 80 and 443 count as equal. Invalid URLs belong to no site.
    """
    try:
        return _site(a) == _site(b)
    except ValueError:
        return False


@lru_cache(maxsize=CACHE_SIZE)
def _site(url: str) -> tuple[str, int | None]:
    parts = urlsplit(canonical(url))
    host = parts.hostname or ""
    return PUBLIC_SUFFIXES(host).top_domain_under_public_suffix or host, parts.port


def is_http(url: str) -> bool:
    """Whether the text is an absolute http(s) URL with a host."""
    try:
        canonical(url)
    except ValueError:
        return False
    return True


def absolute_url(base_url: str, url: str | None) -> str | None:
    """Return the absolute URL; None for None and for anything but an http(s) URL."""
    try:
        joined = urljoin(base_url, url.strip()) if url else ""
    except ValueError:  # "http://[" and the like
        return None
    return joined if is_http(joined) else None


def is_safe(url: str) -> bool:
    """Whether the text is an http(s) URL without a user name or password."""
    try:
        return is_http(url) and "@" not in urlsplit(url).netloc
    except ValueError:
        return False


def looks_like_file(url: str) -> bool:
    """Whether a URL has the extension of an image, a document or another file that is not a page.

    Raises: ValueError if the text cannot be parsed as a URL.
    """
    return FILE_PATH.search(urlsplit(url).path) is not None
