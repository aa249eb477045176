"""The named ends of an address and of a visit, each with its meaning in plain words."""

from enum import StrEnum


class Reason(StrEnum):
    """Why an address that was listed is not stored as a post."""

    # said by a route or a rule, without a request
    LISTED_AS_PAGE = "listed_as_page"
    PASSWORD_PROTECTED = "password_protected"  # noqa: S105 - the name of a reason
    ARCHIVE_PAGE = "archive_page"
    OTHER_SITE = "other_site"
    ROBOTS = "robots"
    PRIVATE_ADDRESS = "private_address"
    UNSAFE_URL = "unsafe_url"
    BUDGET = "budget"
    TRAP = "trap"
    # said by the answer
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    SERVER_ERROR = "server_error"
    RATE_LIMITED = "rate_limited"
    HTTP_STATUS = "http_status"
    REDIRECT_LOOP = "redirect_loop"
    REDIRECTED_AWAY = "redirected_away"
    TIMEOUT = "timeout"
    DNS = "dns"
    REFUSED = "refused"
    TLS = "tls"
    CONNECTION = "connection"
    TOO_LARGE = "too_large"
    NOT_HTML = "not_html"
    UNREADABLE = "unreadable"
    EMPTY_BODY = "empty_body"
    # said by what stands where the page should be
    BOT_WALL = "bot_wall"
    PARKED = "parked"
    CONSENT_WALL = "consent_wall"
    HACKED = "hacked"
    SOFT_404 = "soft_404"
    NEEDS_JS = "needs_js"
    # said by the text
    NOT_A_POST = "not_a_post"
    LISTING_PAGE = "listing_page"
    NO_TEXT = "no_text"
    DUPLICATE = "duplicate"
    EXTRACTION_FAILED = "extraction_failed"
    SOURCE_FAILED = "source_failed"


REASON_TEXTS: dict[Reason, str] = {
    Reason.LISTED_AS_PAGE: "the site lists it as a page beside its posts",
    Reason.PASSWORD_PROTECTED: "only readers with a password may see it",
    Reason.ARCHIVE_PAGE: "a category, tag, author or date archive",
    Reason.OTHER_SITE: "it stands on another site",
    Reason.ROBOTS: "robots.txt forbids it",
    Reason.PRIVATE_ADDRESS: "its host is a private or loopback address (--allow-private allows it)",
    Reason.UNSAFE_URL: "not an http(s) address, or one with a user name in it",
    Reason.TRAP: "one of an endless number of addresses: a calendar, filters, session ids",
    Reason.BUDGET: "the clinic's budget of pages or bytes for one run was used up",
    Reason.NOT_FOUND: "the server says there is no such page (404 or 410)",
    Reason.FORBIDDEN: "the server refuses us (401 or 403)",
    Reason.SERVER_ERROR: "the server failed (5xx) after all tries",
    Reason.RATE_LIMITED: "the server asked us to slow down (429) after all tries",
    Reason.HTTP_STATUS: "an answer with another status than 200",
    Reason.REDIRECT_LOOP: "redirects that do not end",
    Reason.REDIRECTED_AWAY: "a redirect leads to another site or to the home page",
    Reason.TIMEOUT: "no answer in time",
    Reason.DNS: "the host has no address",
    Reason.REFUSED: "the host refused the connection",
    Reason.TLS: "the host's certificate or encryption is broken",
    Reason.CONNECTION: "the connection broke",
    Reason.TOO_LARGE: "the answer is larger than the limit (DOWNLOAD_MAXSIZE)",
    Reason.NOT_HTML: "the answer is not an HTML page",
    Reason.UNREADABLE: "the answer is not what its address promised: HTML for XML, a broken file",
    Reason.EMPTY_BODY: "the answer is empty",
    Reason.BOT_WALL: "a check for robots stands in front of the page",
    Reason.PARKED: "a parked domain, a suspended account or a server's first page",
    Reason.CONSENT_WALL: "only a question for consent, without the page behind it",
    Reason.HACKED: "spam for pills, casinos or fakes, as on a hacked site",
    Reason.SOFT_404: "the server says 200, the page says that there is none",
    Reason.NEEDS_JS: "the page is empty until a browser runs its script (dripfeed[js] does)",
    Reason.NOT_A_POST: "the page does not look like a post",
    Reason.LISTING_PAGE: "the page lists posts and is none itself",
    Reason.NO_TEXT: "the page has no text of a post",
    Reason.DUPLICATE: "another address of a post that is stored",
    Reason.EXTRACTION_FAILED: "the page could not be read",
    Reason.SOURCE_FAILED: "reading what this route lists broke off; the other routes went on",
}


class EndState(StrEnum):
    """How the visit to a clinic ended."""

    DONE = "done"
    LIMITED = "limited"
    BUDGET = "budget"
    NO_POSTS = "no_posts"
    LOST_POSTS = "lost_posts"
    UNREACHABLE = "unreachable"
    TLS_ERROR = "tls_error"
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    BOT_WALL = "bot_wall"
    CONSENT_WALL = "consent_wall"
    NEEDS_JS = "needs_js"
    PARKED = "parked"
    HACKED = "hacked"
    ROBOTS = "robots"
    PRIVATE_ADDRESS = "private_address"
    INTERRUPTED = "interrupted"
    UNSETTLED = "unsettled"
    ERROR = "error"


NEXT_STEPS: dict[EndState, str | None] = {
    EndState.DONE: None,
    EndState.LIMITED: "run again without --limit to fetch the rest",
    EndState.BUDGET: "run again: it continues; for a site that is truly so large raise "
    "-s DRIPFEED_MAX_PAGES or DRIPFEED_MAX_BYTES",
    EndState.NO_POSTS: "open the site in a browser; put the page that lists its posts "
    "into the column blog_url of clinics.csv",
    EndState.LOST_POSTS: "it had posts before and none now: open the site; "
    "if its address or layout changed, mend the row in clinics.csv",
    EndState.UNREACHABLE: "check the address in the column website; try again later",
    EndState.TLS_ERROR: "open the site in a browser; if its certificate is broken, "
    "wait for the clinic to mend it or set -s DOWNLOAD_VERIFY_CERTIFICATES=0",
    EndState.NOT_FOUND: "the home page is gone: check the address in the column website",
    EndState.FORBIDDEN: "the site refuses our user agent: ask the clinic for permission",
    EndState.RATE_LIMITED: "the site asked for a pause: run again later, or ask it more slowly "
    "with -s DOWNLOAD_DELAY=5",
    EndState.BOT_WALL: "a check for robots keeps us out: ask the clinic to let our user agent in",
    EndState.CONSENT_WALL: "the site shows nothing before a consent: ask the clinic for a feed, "
    "and put its address into the column feed_url of clinics.csv",
    EndState.NEEDS_JS: "the site is empty without a browser: install dripfeed[js] and chromium",
    EndState.PARKED: "the domain is parked or the account suspended: look for the clinic's new "
    "address, and mend the column website of clinics.csv",
    EndState.HACKED: "the site shows spam in the clinic's place: tell the clinic; "
    "its posts of before are kept",
    EndState.SERVER_ERROR: "the site is broken at the moment: try again later",
    EndState.ROBOTS: "robots.txt forbids us the site: ask the clinic for permission",
    EndState.PRIVATE_ADDRESS: "a private or loopback address: add --allow-private if meant so",
    EndState.INTERRUPTED: "run the same command again: it continues where it stopped",
    EndState.UNSETTLED: "its pages are kept and its posts are as before: raise "
    "-s DRIPFEED_SETTLE_TIMEOUT if the detail speaks of time, else report it",
    EndState.ERROR: "a fault of dripfeed: see the log, and report it",
}

FAILED_STATES = frozenset(EndState) - {
    EndState.DONE,
    EndState.LIMITED,
    EndState.BUDGET,
    EndState.NO_POSTS,
    EndState.INTERRUPTED,
}
"""Ends that make the command exit with 3."""

END_BY_REASON = {
    Reason.DNS: EndState.UNREACHABLE,
    Reason.REFUSED: EndState.UNREACHABLE,
    Reason.TIMEOUT: EndState.UNREACHABLE,
    Reason.CONNECTION: EndState.UNREACHABLE,
    Reason.TLS: EndState.TLS_ERROR,
    Reason.NOT_FOUND: EndState.NOT_FOUND,
    Reason.FORBIDDEN: EndState.FORBIDDEN,
    Reason.SERVER_ERROR: EndState.SERVER_ERROR,
    Reason.RATE_LIMITED: EndState.RATE_LIMITED,
    Reason.BOT_WALL: EndState.BOT_WALL,
    Reason.CONSENT_WALL: EndState.CONSENT_WALL,
    Reason.NEEDS_JS: EndState.NEEDS_JS,
    Reason.PARKED: EndState.PARKED,
    Reason.HACKED: EndState.HACKED,
    Reason.SOFT_404: EndState.NOT_FOUND,
    Reason.BUDGET: EndState.BUDGET,
    Reason.TOO_LARGE: EndState.NO_POSTS,
    Reason.NOT_HTML: EndState.NO_POSTS,
    Reason.EMPTY_BODY: EndState.NO_POSTS,
    Reason.REDIRECT_LOOP: EndState.NO_POSTS,
    Reason.HTTP_STATUS: EndState.NO_POSTS,
    Reason.ROBOTS: EndState.ROBOTS,
    Reason.PRIVATE_ADDRESS: EndState.PRIVATE_ADDRESS,
}
"""How a visit ends whose home page could not be read and whose routes listed nothing."""

SILENT_ENDS = {
    EndState.UNREACHABLE,
    EndState.TLS_ERROR,
    EndState.ROBOTS,
    EndState.PRIVATE_ADDRESS,
    EndState.RATE_LIMITED,
    EndState.PARKED,
}
"""Ends after which no other address of the site is asked: none would answer, or none truly."""

TRY_AGAIN = {
    Reason.SERVER_ERROR,
    Reason.RATE_LIMITED,
    Reason.TIMEOUT,
    Reason.DNS,
    Reason.REFUSED,
    Reason.TLS,
    Reason.CONNECTION,
    Reason.ROBOTS,
    Reason.BUDGET,
    Reason.BOT_WALL,
    Reason.PARKED,
    Reason.CONSENT_WALL,
    Reason.HACKED,
    Reason.NEEDS_JS,
}
"""Reasons that may be gone at the next run."""

CLOSED_DOORS = {
    Reason.BOT_WALL,
    Reason.FORBIDDEN,
    Reason.RATE_LIMITED,
    Reason.SERVER_ERROR,
    Reason.TIMEOUT,
    Reason.REFUSED,
    Reason.DNS,
    Reason.TLS,
    Reason.CONNECTION,
}
"""Reasons that speak of the host and not of one page: several in a row end the visit."""

WALLS = {
    Reason.BOT_WALL,
    Reason.CONSENT_WALL,
    Reason.NEEDS_JS,
    Reason.PARKED,
    Reason.HACKED,
    Reason.FORBIDDEN,
    Reason.ROBOTS,
}
"""Reasons that name the end of a visit where they stand in the place of most pages."""
