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
    # said by the text
    NOT_A_POST = "not_a_post"
    LISTING_PAGE = "listing_page"
    NO_TEXT = "no_text"
    DUPLICATE = "duplicate"
    EXTRACTION_FAILED = "extraction_failed"


REASON_TEXTS: dict[Reason, str] = {
    Reason.LISTED_AS_PAGE: "the site lists it as a page beside its posts",
    Reason.PASSWORD_PROTECTED: "only readers with a password may see it",
    Reason.ARCHIVE_PAGE: "a category, tag, author or date archive",
    Reason.OTHER_SITE: "it stands on another site",
    Reason.ROBOTS: "robots.txt forbids it",
    Reason.PRIVATE_ADDRESS: "its host is a private or loopback address (--allow-private allows it)",
    Reason.UNSAFE_URL: "not an http(s) address, or one with a user name in it",
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
    Reason.NOT_A_POST: "the page does not look like a post",
    Reason.LISTING_PAGE: "the page lists posts and is none itself",
    Reason.NO_TEXT: "the page has no text of a post",
    Reason.DUPLICATE: "another address of a post that is stored",
    Reason.EXTRACTION_FAILED: "the page could not be read",
}


class EndState(StrEnum):
    """How the visit to a clinic ended."""

    DONE = "done"
    LIMITED = "limited"
    NO_POSTS = "no_posts"
    LOST_POSTS = "lost_posts"
    UNREACHABLE = "unreachable"
    TLS_ERROR = "tls_error"
    NOT_FOUND = "not_found"
    FORBIDDEN = "forbidden"
    SERVER_ERROR = "server_error"
    ROBOTS = "robots"
    PRIVATE_ADDRESS = "private_address"
    INTERRUPTED = "interrupted"
    ERROR = "error"


NEXT_STEPS: dict[EndState, str | None] = {
    EndState.DONE: None,
    EndState.LIMITED: "run again without --limit to fetch the rest",
    EndState.NO_POSTS: "open the site in a browser; put the page that lists its posts "
    "into the column blog_url of clinics.csv",
    EndState.LOST_POSTS: "it had posts before and none now: open the site; "
    "if its address or layout changed, mend the row in clinics.csv",
    EndState.UNREACHABLE: "check the address in the column website; try again later",
    EndState.TLS_ERROR: "open the site in a browser; if its certificate is broken, "
    "wait for the clinic to mend it or set -s DOWNLOAD_VERIFY_CERTIFICATES=0",
    EndState.NOT_FOUND: "the home page is gone: check the address in the column website",
    EndState.FORBIDDEN: "the site refuses our user agent: ask the clinic for permission",
    EndState.SERVER_ERROR: "the site is broken at the moment: try again later",
    EndState.ROBOTS: "robots.txt forbids us the site: ask the clinic for permission",
    EndState.PRIVATE_ADDRESS: "a private or loopback address: add --allow-private if meant so",
    EndState.INTERRUPTED: "run the same command again: it continues where it stopped",
    EndState.ERROR: "a fault of dripfeed: see the log, and report it",
}

FAILED_STATES = frozenset(EndState) - {
    EndState.DONE,
    EndState.LIMITED,
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
    Reason.RATE_LIMITED: EndState.SERVER_ERROR,
    Reason.ROBOTS: EndState.ROBOTS,
    Reason.PRIVATE_ADDRESS: EndState.PRIVATE_ADDRESS,
}
"""How a visit ends whose home page could not be read and whose routes listed nothing."""

SILENT_ENDS = {EndState.UNREACHABLE, EndState.TLS_ERROR, EndState.ROBOTS, EndState.PRIVATE_ADDRESS}
"""Ends after which no other address of the site is asked: none would answer."""

TRY_AGAIN = {
    Reason.SERVER_ERROR,
    Reason.RATE_LIMITED,
    Reason.TIMEOUT,
    Reason.DNS,
    Reason.REFUSED,
    Reason.TLS,
    Reason.CONNECTION,
    Reason.ROBOTS,
}
"""Reasons that may be gone at the next run."""
