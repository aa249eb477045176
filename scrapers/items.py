"""The hall between the two rooms: the only types that cross from `scrapers` to `pipelines`."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from scrapers.codes import StoredCode
from scrapers.end_states import EndState
from scrapers.reasons import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Clinic:
    """One row of clinics.csv: a clinic and where it publishes. None means the row does not say."""

    slug: str
    """Key of the clinic in every table, command and address: lower-case words joined by hyphens."""
    name: str | None = None
    website: str
    """Absolute http(s) address of the clinic's site."""
    blog_url: str | None = None
    """Absolute address of the page that lists the posts, where it is known."""
    feed_url: str | None = None
    """Absolute address of a feed of the posts, where it is known."""
    kind: str | None = None
    """What the clinic sells, such as ketamine or IV hydration."""
    city: str | None = None
    state: str | None = None
    country: str | None = None
    latitude: float | None = None
    """Degrees north, -90 to 90."""
    longitude: float | None = None
    """Degrees east, -180 to 180."""
    note: str | None = None


class Route(StoredCode):
    """A way by which a site lists its posts, as `page_routes.route` stores it."""

    SITEMAP = "sitemap", "sitemap", "a sitemap that robots.txt names or that is at its usual place"
    FEED = "feed", "feed", "RSS, Atom or JSON Feed"
    WORDPRESS = "wordpress", "API", "WordPress's REST interface"
    LISTING = "listing", "listing pages", "the pages of the blog that list posts"
    LINK = "link", "link", "a link on another page"


class Listed(StrEnum):
    """What a route says that an address is."""

    POST = "post"
    """The route lists nothing but posts: a feed, WordPress's REST posts, a sitemap of posts."""
    PAGE = "page"
    """The route says it is no post: a sitemap of pages beside one of posts."""
    PROTECTED = "protected"
    """A post that only readers with a password may see."""
    UNKNOWN = "unknown"
    """The route mixes posts with other pages: a plain sitemap, the links of a listing page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where a response lies in the archive of raw responses."""

    file: str
    """Name of the WARC file inside the archive folder."""
    offset: int
    """First byte of the record."""
    length: int
    """Bytes of the record as compressed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyAt:
    """Where the answer of a route holds the body of a post.

    The body itself does not cross the hall: the answer lies in the archive already. Source:
    measured on 1,000 posts of 1,000 words in ten answers of REST (1.5 MB each): 0.2 KB a post for
    the place against 3.3 KB for the body packed and 7.3 KB plain, which is 20 MB against 330 MB
    for 100,000 posts; a worker reads it there in 1.5 ms of CPU if it has the answer at hand and
    in 4.7 ms if it has not, beside about 50 ms for the page.
    """

    location: Location
    """Of the answer: a feed, or a page of WordPress's REST interface."""
    number: int
    """Of the post in that answer, counted from 0."""
    url: str
    """The address of the post as that answer has it: what stands there must still be this post."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a route says of a post, word for word. None means the route does not say."""

    listed: Listed = Listed.UNKNOWN
    title: str | None = None
    author: str | None = None
    published: str | None = None
    """As written by the route: ISO 8601 from REST (UTC), RFC 822 or ISO 8601 from a feed."""
    modified: str | None = None
    tags: tuple[str, ...] = ()
    image_url: str | None = None
    body: BodyAt | None = None
    """None where the route gives no more than an excerpt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRef:
    """An address that a route listed."""

    url: str
    """Absolute, as `urls.canonical` writes it."""
    clinic: str
    route: Route
    lastmod: str | None = None
    """When the route says the page last changed, word for word; None where it does not say."""
    hints: Hints = Hints()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What came back for an address that was listed (200, after redirects)."""

    url: str
    """The address that was listed, canonical; the key of the page everywhere."""
    clinic: str
    status: int
    headers: dict[str, str]
    """Names in lower case; of a repeated header the values joined by a comma."""
    body: bytes = field(repr=False)
    """Decompressed, otherwise byte for byte."""
    fetched_at: datetime
    """UTC."""
    location: Location | None = None
    """None where the page was not archived: a file given to `dripfeed page`."""
    final_url: str | None = None
    """Where redirects ended; None where there was none."""
    platform: str | None = None
    """Name of the site builder of its clinic (`scrapers.platforms`), None where not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Skip:
    """An address that was listed and is not stored as a post, with the reason."""

    url: str
    clinic: str
    reason: Reason
    detail: str | None = None
    """The evidence in one line."""
    status: int | None = None
    """HTTP status, None where there was no answer or no request."""
    failed: bool = False
    """True where a later run should try again; False where the answer is final."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """How the crawl of one clinic went; the last thing the spider says of it."""

    clinic: str
    end_state: EndState
    detail: str | None = None
    platform: str | None = None
    platform_sign: str | None = None
    """The sign by which the platform was recognised."""


Item = Page | Skip | Visit
"""What the spider says, one after the other."""
