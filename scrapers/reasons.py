"""Why a URL that a route lists is not stored as a post, and what follows from each reason."""

from dataclasses import dataclass

from scrapers.codes import StoredCode
from scrapers.codes.end_states import EndState


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a crawl does about a page that it cannot read for a reason."""

    end: EndState | None = None
    """How a visit ends whose home page cannot be read and whose routes list nothing; None for a
    reason that no home page has."""
    is_retried: bool = False
    """Whether it may be gone at the next run."""
    is_of_host: bool = False
    """Whether it speaks of the host and not of one page: several in a row end the visit."""
    names_end: bool = False
    """Whether the visit ends so where most pages have it and not one could be read."""
    needs_no_request: bool = False
    """Whether it can stop a page that is due before a request is made."""
    is_missing_page: bool = False
    """Whether there is no such page, by the status or by the page's own words."""
    is_of_route: bool = False
    """Whether a route gives it; it ends when the route says something else."""


class Reason(StoredCode):
    """The reason, as `pages.reason` stores it; its label follows a number: "9 archives"."""

    effect: Effect

    def __init__(
        self,
        code: str,
        label: str = "",
        sentence: str = "",
        effect: Effect = Effect(),
    ) -> None:
        super().__init__(code, label, sentence)
        self.effect = effect

    # said by a route or a rule, without a request
    LISTED_AS_PAGE = (
        "listed_as_page",
        "listed as pages",
        "a regular page, not a blog post",
        Effect(is_of_route=True),
    )
    PASSWORD_PROTECTED = (
        "password_protected",
        "behind a password",
        "only readers with a password may see it",
        Effect(is_of_route=True),
    )
    ARCHIVE_PAGE = (
        "archive_page",
        "archives",
        "a category, tag, author or date archive",
        Effect(is_of_route=True),
    )
    OTHER_SITE = "other_site", "on another site", "it stands on another site"
    ROBOTS = (
        "robots",
        "forbidden by robots.txt",
        "disallowed by robots.txt",
        Effect(end=EndState.ROBOTS, is_retried=True, names_end=True, needs_no_request=True),
    )
    PRIVATE_ADDRESS = (
        "private_address",
        "private address",
        "its host is a private or loopback address (--allow-private allows it)",
        Effect(end=EndState.PRIVATE_ADDRESS),
    )
    UNSAFE_URL = "unsafe_url", "unsafe url", "not an http(s) address, or one with a user name in it"
    BUDGET = (
        "budget",
        "budget",
        "the clinic's budget of pages or bytes for one run was used up",
        Effect(end=EndState.BUDGET, is_retried=True, needs_no_request=True),
    )
    TRAP = (
        "trap",
        "of an endless number",
        "one of an endless number of addresses: a calendar, filters, session ids",
    )
    # said by the answer
    NOT_FOUND = (
        "not_found",
        "not found",
        "the server says there is no such page (404 or 410)",
        Effect(end=EndState.NOT_FOUND, is_missing_page=True),
    )
    FORBIDDEN = (
        "forbidden",
        "forbidden",
        "the server refuses us (401 or 403)",
        Effect(end=EndState.FORBIDDEN, is_of_host=True, names_end=True),
    )
    SERVER_ERROR = (
        "server_error",
        "server error",
        "the server failed (5xx) after all tries",
        Effect(end=EndState.SERVER_ERROR, is_retried=True, is_of_host=True),
    )
    RATE_LIMITED = (
        "rate_limited",
        "rate limited",
        "the server asked us to slow down (429) after all tries",
        Effect(end=EndState.RATE_LIMITED, is_retried=True, is_of_host=True),
    )
    HTTP_STATUS = (
        "http_status",
        "unexpected status",
        "an answer with another status than 200",
        Effect(end=EndState.NO_POSTS),
    )
    REDIRECT_LOOP = (
        "redirect_loop",
        "redirect loop",
        "redirects that do not end",
        Effect(end=EndState.NO_POSTS),
    )
    REDIRECTED_AWAY = (
        "redirected_away",
        "redirected away",
        "a redirect leads to another site or to the home page",
    )
    TIMEOUT = (
        "timeout",
        "timeout",
        "no answer in time",
        Effect(end=EndState.UNREACHABLE, is_retried=True, is_of_host=True),
    )
    DNS = (
        "dns",
        "host not found",
        "the host has no address",
        Effect(end=EndState.UNREACHABLE, is_retried=True, is_of_host=True),
    )
    REFUSED = (
        "refused",
        "refused",
        "the host refused the connection",
        Effect(end=EndState.UNREACHABLE, is_retried=True, is_of_host=True),
    )
    TLS = (
        "tls",
        "broken certificate",
        "the host's certificate or encryption is broken",
        Effect(end=EndState.TLS_ERROR, is_retried=True, is_of_host=True),
    )
    CONNECTION = (
        "connection",
        "connection",
        "the connection broke",
        Effect(end=EndState.UNREACHABLE, is_retried=True, is_of_host=True),
    )
    TOO_LARGE = (
        "too_large",
        "too large",
        "the answer is larger than the limit (DOWNLOAD_MAXSIZE)",
        Effect(end=EndState.NO_POSTS),
    )
    NOT_HTML = "not_html", "files", "the answer is not an HTML page", Effect(end=EndState.NO_POSTS)
    UNREADABLE = (
        "unreadable",
        "unreadable",
        "the answer is not what its address promised: HTML for XML, a broken file",
    )
    EMPTY_BODY = "empty_body", "empty body", "the answer is empty", Effect(end=EndState.NO_POSTS)
    # said by what stands where the page should be
    BOT_WALL = (
        "bot_wall",
        "bot wall",
        "a check for robots stands in front of the page",
        Effect(end=EndState.BOT_WALL, is_retried=True, is_of_host=True, names_end=True),
    )
    PARKED = (
        "parked",
        "parked",
        "a parked domain, a suspended account or a server's first page",
        Effect(end=EndState.PARKED, is_retried=True, names_end=True),
    )
    CONSENT_WALL = (
        "consent_wall",
        "consent wall",
        "only a question for consent, without the page behind it",
        Effect(end=EndState.CONSENT_WALL, is_retried=True, names_end=True),
    )
    HACKED = (
        "hacked",
        "hacked",
        "spam for pills, casinos or fakes, as on a hacked site",
        Effect(end=EndState.HACKED, is_retried=True, names_end=True),
    )
    SOFT_404 = (
        "soft_404",
        "soft 404",
        "the server says 200, the page says that there is none",
        Effect(end=EndState.NOT_FOUND, is_missing_page=True),
    )
    NEEDS_JS = (
        "needs_js",
        "need a browser",
        "the page is empty until a browser runs its script (dripfeed[js] does)",
        Effect(end=EndState.NEEDS_JS, is_retried=True, names_end=True),
    )
    # said by the text
    NOT_A_POST = "not_a_post", "not like a post", "the page does not look like a post"
    LISTING_PAGE = "listing_page", "lists of posts", "an index page, not a post"
    NO_TEXT = "no_text", "without text", "the page has no text of a post"
    DUPLICATE = "duplicate", "duplicate", "another address of a post that is stored"
    EXTRACTION_FAILED = "extraction_failed", "extraction failed", "the page could not be read"
    SOURCE_FAILED = (
        "source_failed",
        "source failed",
        "reading what this route lists broke off; the other routes went on",
    )
