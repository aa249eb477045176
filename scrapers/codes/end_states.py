"""How the visit to a clinic can end, and what follows from each end."""

from dataclasses import dataclass
from typing import Literal

from scrapers.codes import StoredCode

EXIT_DONE, EXIT_FAILED = 0, 3
"""Exit codes of `dripfeed crawl`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """What the program does after a visit that ended so."""

    exit_code: int = EXIT_FAILED
    """What `dripfeed crawl` exits with unless another clinic ends worse."""
    look: Literal["good", "held", "bad"] = "bad"
    """How pages show it: all is well, it goes on by itself, or somebody has to look at it."""
    is_due_at_once: bool = False
    """Whether the next run continues, however soon it is."""
    leaves_site: bool = False
    """Whether no other URL of a site is requested whose home page ends so: none would answer, or
    none truly."""


class EndState(StoredCode):
    """The end of a visit, as `run_clinics.end_state` stores it."""

    next_step: str | None
    """What a person does about it; None where nothing is to be done."""
    after: After

    def __init__(
        self,
        code: str,
        label: str = "",
        sentence: str = "",
        next_step: str | None = None,
        after: After = After(),
    ) -> None:
        super().__init__(code, label, sentence)
        self.next_step = next_step
        self.after = after

    @property
    def exit_code(self) -> int:
        """What `dripfeed crawl` exits with unless another clinic ends worse."""
        return self.after.exit_code

    @property
    def has_failed(self) -> bool:
        """Whether it counts as a failure, after which a clinic waits ever longer."""
        return self.after.exit_code == EXIT_FAILED

    DONE = (
        "done",
        "complete",
        "all that the routes list was looked at",
        None,
        After(exit_code=EXIT_DONE, look="good"),
    )
    LIMITED = (
        "limited",
        "stopped at the limit",
        "as many posts were fetched as --limit allows",
        "run again without --limit to fetch the rest",
        After(exit_code=EXIT_DONE, look="held", is_due_at_once=True),
    )
    BUDGET = (
        "budget",
        "stopped at the budget of pages or bytes",
        "the clinic's budget of pages or bytes for one run was used up",
        (
            "run again: it continues; for a site that is truly so large raise "
            "-s DRIPFEED_MAX_PAGES or DRIPFEED_MAX_BYTES"
        ),
        After(exit_code=EXIT_DONE, is_due_at_once=True),
    )
    NO_POSTS = (
        "no_posts",
        "no posts found",
        "the site answers, but no route lists a post",
        (
            "open the site in a browser; put the page that lists its posts "
            "into the column blog_url of clinics.csv"
        ),
        After(exit_code=EXIT_DONE),
    )
    LOST_POSTS = (
        "lost_posts",
        "had posts before, has none now",
        "posts of the clinic are stored, but no route lists one any more",
        (
            "no posts are listed any more: open the site; "
            "if its URL or layout changed, correct the row in clinics.csv"
        ),
    )
    UNREACHABLE = (
        "unreachable",
        "could not be reached",
        "the host is not found, refuses the connection or does not answer in time",
        "check the URL in the column website; try again later",
        After(leaves_site=True),
    )
    TLS_ERROR = (
        "tls_error",
        "its certificate is broken",
        "the host's certificate or encryption is broken",
        (
            "open the site in a browser; if its certificate is broken, "
            "wait for the clinic to fix it or set -s DOWNLOAD_VERIFY_CERTIFICATES=0"
        ),
        After(leaves_site=True),
    )
    NOT_FOUND = (
        "not_found",
        "its home page is gone",
        "the home page is gone, and no route lists a post",
        "the home page is gone: check the URL in the column website",
    )
    FORBIDDEN = (
        "forbidden",
        "it refuses our requests",
        "the site refuses our requests (401 or 403)",
        "the site refuses our user agent: ask the clinic for permission",
    )
    RATE_LIMITED = (
        "rate_limited",
        "it asked for a pause",
        "the site asked for a longer pause than a crawl makes (429)",
        (
            "the site asked for a pause: run again later, or ask it more slowly "
            "with -s DOWNLOAD_DELAY=5"
        ),
        After(leaves_site=True),
    )
    SERVER_ERROR = (
        "server_error",
        "its server fails",
        "the server failed (5xx) after all tries",
        "the site is broken at the moment: try again later",
    )
    BOT_WALL = (
        "bot_wall",
        "blocked by a bot check",
        "a bot check is shown instead of the pages",
        "a bot check blocks the crawl: ask the clinic to let our user agent in",
    )
    CONSENT_WALL = (
        "consent_wall",
        "it shows nothing before consent",
        "a consent dialog is shown instead of the pages",
        (
            "the site shows nothing before consent: ask the clinic for a feed, "
            "and put its URL into the column feed_url of clinics.csv"
        ),
    )
    NEEDS_JS = (
        "needs_js",
        "it is empty without a browser",
        "the pages are empty until a browser runs their scripts",
        "the site is empty without a browser: install dripfeed[js] and chromium",
    )
    PARKED = (
        "parked",
        "its domain is parked",
        "the domain is parked, the account suspended, or the server not set up",
        (
            "the domain is parked or the account suspended: look for the clinic's new "
            "URL, and correct the column website of clinics.csv"
        ),
        After(leaves_site=True),
    )
    HACKED = (
        "hacked",
        "it shows spam instead of the clinic's pages",
        "the site shows spam for pills, casinos or fakes",
        "the site shows spam: tell the clinic; the posts stored before are kept",
    )
    ROBOTS = (
        "robots",
        "disallowed by robots.txt",
        "robots.txt disallows the site for our user agent",
        "robots.txt forbids us the site: ask the clinic for permission",
        After(leaves_site=True),
    )
    PRIVATE_ADDRESS = (
        "private_address",
        "a private address",
        "the site's host is a private or loopback address",
        "a private or loopback address: add --allow-private if meant so",
        After(leaves_site=True),
    )
    INTERRUPTED = (
        "interrupted",
        "interrupted",
        "the crawl was stopped before the visit came to its end",
        "run the same command again: it continues where it stopped",
        After(exit_code=EXIT_DONE, look="held", is_due_at_once=True),
    )
    UNSETTLED = (
        "unsettled",
        "its posts could not be settled in time",
        "all pages were fetched, but making the clinic's posts of them failed or took too long",
        (
            "its pages are kept and its posts are as before: raise "
            "-s DRIPFEED_SETTLE_TIMEOUT if the detail speaks of time, else report it"
        ),
    )
    ERROR = (
        "error",
        "a fault of dripfeed",
        "dripfeed itself failed",
        "a fault of dripfeed: see the log, and report it",
    )
