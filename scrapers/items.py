"""The shared types: everything that `scrapers` hands to `pipelines`."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from scrapers.codes import StoredCode
from scrapers.codes.end_states import EndState
from scrapers.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """A row of clinics.csv: a clinic and where it publishes. None means the cell is empty."""

    slug: str
    """Key of the clinic in every table, command and URL: lower-case words joined by hyphens."""
    name: str | None = None
    website: str
    """Absolute http(s) URL of the clinic's site."""
    blog_url: str | None = None
    """Absolute URL of the page that lists the posts, if known."""
    feed_url: str | None = None
    """Absolute URL of a feed of the posts, if known."""
    kind: str | None = None
    """What the clinic offers, such as ketamine or IV hydration."""
    city: str | None = None
    state: str | None = None
    country: str | None = None
    latitude: float | None = None
    """Degrees north, -90 to 90."""
    longitude: float | None = None
    """Degrees east, -180 to 180."""
    note: str | None = None


class Route(StoredCode):
    """A way in which a site lists its posts, as `page_routes.route` stores it."""

    SITEMAP = "sitemap", "sitemap", "a sitemap that robots.txt names or that is at its usual place"
    FEED = "feed", "feed", "RSS, Atom or JSON Feed"
    WORDPRESS = "wordpress", "API", "WordPress's REST interface"
    LISTING = "listing", "listing pages", "the pages of the blog that list posts"
    LINK = "link", "link", "a link on another page"


class Listed(StrEnum):
    """What a route lists a URL as."""

    POST = "post"
    """The route lists only posts: a feed, the WordPress REST API, a sitemap of posts."""
    PAGE = "page"
    """Not a post: the URL is in a sitemap of pages, and the site has another sitemap of posts."""
    PROTECTED = "protected"
    """A post that is protected by a password."""
    UNKNOWN = "unknown"
    """The route mixes posts with other pages: a general sitemap, the links of a listing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a response is stored in the WARC archive."""

    file: str
    """Name of the WARC file inside the archive folder."""
    offset: int
    """First byte of the record."""
    length: int
    """Length of the compressed record in bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAt:
    """Where a route's archived response holds the body of a post.

    Only the location is passed on, because the response is in the archive already. Source:
    measured on 1,000 posts of 1,000 words in ten REST responses (1.5 MB each): 0.2 KB per post for
    the location, 3.3 KB for the compressed body and 7.3 KB uncompressed, which is 20 MB against
    330 MB for 100,000 posts. A worker reads the body in 1.5 ms of CPU time if it has the response
    in memory and in 4.7 ms if not; the page itself takes about 50 ms.
    """

    location: Location
    """Location of the response: a feed, or a page of the WordPress REST API."""
    number: int
    """Index of the post in that response, counted from 0."""
    url: str
    """URL of the post in that response, to check that the entry is still the same post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a route says about a post, verbatim. None means the route does not say."""

    listed: Listed = Listed.UNKNOWN
    title: str | None = None
    author: str | None = None
    published: str | None = None
    """As the route writes it: ISO 8601 from REST (UTC), RFC 822 or ISO 8601 from a feed."""
    modified: str | None = None
    tags: tuple[str, ...] = ()
    image_url: str | None = None
    body: BodyAt | None = None
    """None if the route gives only an excerpt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """A URL that a route listed."""

    url: str
    """The canonical URL (`urls.canonical`)."""
    clinic: str
    route: Route
    lastmod: str | None = None
    """When the page last changed according to the route, verbatim; None if it does not say."""
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The response to a listed URL (200, after redirects)."""

    url: str
    """The canonical URL that was listed; the key of the page everywhere."""
    clinic: str
    status: int
    headers: dict[str, str]
    """Names in lower case; the values of a repeated header are joined by a comma."""
    body: bytes = field(repr=False)
    """Decompressed, otherwise unchanged."""
    fetched_at: datetime
    """UTC."""
    location: Location | None = None
    """None if the page was not archived, such as a file read by `dripfeed page`."""
    final_url: str | None = None
    """The URL after redirects; None without a redirect."""
    platform: str | None = None
    """Name of the clinic's site builder (`scrapers.platforms`); None if unknown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """A listed URL that is not stored as a post, with the reason."""

    url: str
    clinic: str
    reason: Reason
    detail: str | None = None
    """The evidence in one line."""
    status: int | None = None
    """HTTP status; None without a response."""
    failed: bool = False
    """True if a later run should try again; False if the outcome is final."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How the crawl of one clinic ended; the last item that the spider yields for it."""

    clinic: str
    end_state: EndState
    detail: str | None = None
    platform: str | None = None
    platform_sign: str | None = None
    """The evidence by which the platform was detected."""


Item = Page | Skip | Visit
"""What the spider yields."""
