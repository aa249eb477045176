"""Crawl traps: calendars, faceted archives, session ids and repeating paths without end."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

MAX_URLS = 50_000
"""Most URLs of one clinic and visit; the largest blog seen listed fewer than 2,000."""

MAX_SEGMENTS = 20
"""Most segments of a path. Source: Heritrix, TooManyPathSegmentsDecideRule."""

MAX_REPEATS = 2
"""How often the same one to three segments may follow each other.
Source: Heritrix, PathologicalPathDecideRule."""

MAX_WITH_SESSION_ID = 5
MAX_BY_DATE = 100
MAX_BY_FACETS = 200
"""Most URLs of one pattern. The limits are generous, because a lost post is worse than a useless
request, and the first URL beyond a limit is recorded."""

CALENDAR_PATH = re.compile(r"/\d{4}(/|-)\d{1,2}((/|-)\d{1,2})?/?$")
"""A date at the end of the path; the URL of a post goes on with its slug."""

CALENDAR_KEY = re.compile(
    r"^(tribe-bar-|tribe_|event|start|end|cal|calendar)?[-_]?(date|day|week|month|year|ym)$",
    re.IGNORECASE,
)
"""Query keys of event calendars and monthly archives."""

ID_KEY = re.compile(
    r"^(p|q?id|.*[-_]id|\w*(post|article|news|blog|entry|story|item)(id)?|slug|title|name|view)$",
    re.IGNORECASE,
)
"""Query keys that identify a post: `?p=12`, `?option=content&view=article&id=12`."""

TOKEN = re.compile(r"^(?=.*\d)(?=.*[a-z])[0-9a-z]{16,}$", re.IGNORECASE)
"""A random string of letters and digits, as in session ids."""

PATH_PARAMETER = re.compile(r";[^/]*|/\([A-Z]\([^/]*\)\)")
"""`;jsessionid=...` of Java and `/(S(...))` of ASP.NET."""


class UrlPattern(NamedTuple):
    """What many URLs have in common, and how many of them are worth a request."""

    key: str
    limit: int


class CrawlTraps:
    """Detects crawl traps among the URLs that one clinic lists."""

    def __init__(self) -> None:
        self.urls: set[str] = set()
        self.urls_by_pattern: defaultdict[str, set[str]] = defaultdict(set)
        self.reported: set[str] = set()

    @property
    def is_full(self) -> bool:
        """Whether the limit of URLs is reached."""
        return len(self.urls) >= MAX_URLS

    def trap_reason(self, url: str) -> str | None:
        """Why a canonical URL is part of a crawl trap; None if it is not.

        A URL that was accepted once stays accepted.
        """
        if url in self.urls:
            return None
        if self.is_full:
            return f"more than {MAX_URLS:,} URLs of one clinic"
        if trap_reason := path_trap(url) or self._too_many(url):
            return trap_reason
        self.urls.add(url)
        return None

    def is_new_reason(self, trap_reason: str) -> bool:
        """Whether a reason is seen for the first time; the next call with it returns False."""
        is_new = trap_reason not in self.reported
        self.reported.add(trap_reason)
        return is_new

    def _too_many(self, url: str) -> str | None:
        for pattern in url_patterns(url):
            urls = self.urls_by_pattern[pattern.key]
            if len(urls) >= pattern.limit:
                return f"more than {pattern.limit} URLs like {pattern.key}"
            urls.add(url)
        return None


def path_trap(url: str) -> str | None:
    """Why a path is a trap: too deep, or segments that repeat; None for an ordinary path."""
    segments = [part for part in urlsplit(url).path.split("/") if part]
    if len(segments) > MAX_SEGMENTS:
        return f"more than {MAX_SEGMENTS} segments in its path"
    for size in (1, 2, 3):
        for start in range(len(segments) - size * MAX_REPEATS):
            part = segments[start : start + size]
            if segments[start : start + size * (MAX_REPEATS + 1)] == part * (MAX_REPEATS + 1):
                return f"its path repeats /{'/'.join(part)}/"
    return None


def url_patterns(url: str) -> Iterator[UrlPattern]:
    """Yield the patterns that limit the number of URLs like this one; most URLs have none."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    path_only = PATH_PARAMETER.sub("", parts.path)
    names = ",".join(sorted(query))
    tokens = [key for key, value in query.items() if TOKEN.match(value) and not ID_KEY.match(key)]
    if path_only != parts.path or tokens:
        yield UrlPattern(f"{path_only}?{names} with a session", MAX_WITH_SESSION_ID)
    if any(map(CALENDAR_KEY.match, query)) or CALENDAR_PATH.search(path_only):
        yield UrlPattern(
            f"{_without_numbers(path_only)}?{names} by date".replace("? ", " "), MAX_BY_DATE
        )
    if len(query) > 1 and not any(map(ID_KEY.match, query)):
        yield UrlPattern(f"{_without_numbers(path_only)}?{names}", MAX_BY_FACETS)


def _without_numbers(path: str) -> str:
    return re.sub(r"\d+", "N", path)
