"""Addresses without end: calendars, faceted archives, session ids, paths that repeat themselves."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

MAX_ADDRESSES = 50_000
"""Of one clinic and visit; the largest blog that was met listed under 2,000."""

MAX_SEGMENTS = 20
"""Of one path. Source: Heritrix, TooManyPathSegmentsDecideRule."""

MAX_REPEATS = 2
"""Times that the same one to three segments may follow each other.
Source: Heritrix, PathologicalPathDecideRule."""

MAX_OF_SESSION = 5
MAX_OF_CALENDAR = 100
MAX_OF_FACETS = 200
"""Addresses of one pattern. Generous: a post that is left out is worse than a page read in vain,
and what a pattern holds beyond them is written down."""

CALENDAR_PATH = re.compile(r"/\d{4}(/|-)\d{1,2}((/|-)\d{1,2})?/?$")
"""A date with nothing behind it; the address of a post goes on with its name."""

CALENDAR_KEY = re.compile(
    r"^(tribe-bar-|tribe_|event|start|end|cal|calendar)?[-_]?(date|day|week|month|year|ym)$",
    re.IGNORECASE,
)
"""Keys of the calendars of event plugins and of archives by month."""

ID_KEY = re.compile(
    r"^(p|q?id|.*[-_]id|\w*(post|article|news|blog|entry|story|item)(id)?|slug|title|name|view)$",
    re.IGNORECASE,
)
"""Keys by which a server finds one post: `?p=12`, `?option=content&view=article&id=12`."""

TOKEN = re.compile(r"^(?=.*\d)(?=.*[a-z])[0-9a-z]{16,}$", re.IGNORECASE)
"""Letters and digits without a word in them, as servers number visitors."""

PATH_PARAMETER = re.compile(r";[^/]*|/\([A-Z]\([^/]*\)\)")
"""`;jsessionid=...` of Java and `/(S(...))` of ASP.NET."""


class Pattern(NamedTuple):
    """What many addresses have in common, and how many of them are worth a request."""

    key: str
    limit: int


class CrawlTraps:
    """Tells which of the addresses that one clinic lists are too many of a kind."""

    def __init__(self) -> None:
        self.addresses: set[str] = set()
        self.of_pattern: defaultdict[str, set[str]] = defaultdict(set)
        self.told: set[str] = set()

    @property
    def is_full(self) -> bool:
        """Whether no further address is taken."""
        return len(self.addresses) >= MAX_ADDRESSES

    def why(self, url: str) -> str | None:
        """Say why an address, canonical, is one of an endless number; None for a good one.

        An address that was good once stays good.
        """
        if url in self.addresses:
            return None
        if self.is_full:
            return f"more than {MAX_ADDRESSES:,} addresses of one clinic"
        if why := endless_path(url) or self._too_many(url):
            return why
        self.addresses.add(url)
        return None

    def is_news(self, why: str) -> bool:
        """Say, once for each reason, that it was not told yet."""
        is_new = why not in self.told
        self.told.add(why)
        return is_new

    def _too_many(self, url: str) -> str | None:
        for pattern in patterns(url):
            known = self.of_pattern[pattern.key]
            if len(known) >= pattern.limit:
                return f"more than {pattern.limit} addresses like {pattern.key}"
            known.add(url)
        return None


def endless_path(url: str) -> str | None:
    """Say that a path is deeper than any real one, or repeats itself; None for a sane one."""
    segments = [part for part in urlsplit(url).path.split("/") if part]
    if len(segments) > MAX_SEGMENTS:
        return f"more than {MAX_SEGMENTS} segments in its path"
    for size in (1, 2, 3):
        for start in range(len(segments) - size * MAX_REPEATS):
            part = segments[start : start + size]
            if segments[start : start + size * (MAX_REPEATS + 1)] == part * (MAX_REPEATS + 1):
                return f"its path repeats /{'/'.join(part)}/"
    return None


def patterns(url: str) -> Iterator[Pattern]:
    """Yield the patterns of which only so many addresses are worth a request; most have none."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    bare = PATH_PARAMETER.sub("", parts.path)
    names = ",".join(sorted(query))
    tokens = [key for key, value in query.items() if TOKEN.match(value) and not ID_KEY.match(key)]
    if bare != parts.path or tokens:
        yield Pattern(f"{bare}?{names} with a session", MAX_OF_SESSION)
    if any(map(CALENDAR_KEY.match, query)) or CALENDAR_PATH.search(bare):
        yield Pattern(f"{_numberless(bare)}?{names} by date".replace("? ", " "), MAX_OF_CALENDAR)
    if len(query) > 1 and not any(map(ID_KEY.match, query)):
        yield Pattern(f"{_numberless(bare)}?{names}", MAX_OF_FACETS)


def _numberless(path: str) -> str:
    return re.sub(r"\d+", "N", path)
