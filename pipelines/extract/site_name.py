"""The site's name, and a title without it."""

import html
import re
from collections.abc import Collection
from urllib.parse import urlsplit

from pipelines.extract.document.structured_data import Structured
from pipelines.extract.document.text import fold, words_of

SEPARATOR = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*[|»•]\s*")
NAME_WORDS = 2
"""A part this short before a bar is rather the site's name than the title (Webflow)."""
_BAR = re.compile(r"\s*\|\s*")


def site_names(data: Structured, url: str) -> frozenset[tuple[str, ...]]:
    """The words of the site's name as it gives it, and as its address spells it."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    said = [data.first("og:site_name", "application-name"), host, host.split(".")[0]]
    return frozenset(words_of(name) for name in said if name)


def clean_title(raw: str, site: Collection[tuple[str, ...]]) -> str | None:
    """The title without the site's name or section around it; None where nothing is left.

    A bar ends the title in headings as well: of 5 headings with one, 4 true titles end at it.
    """
    title = _without_bars(fold(html.unescape(raw)))
    for separator in SEPARATOR.finditer(title):
        before, after = title[: separator.start()], title[separator.end() :]
        if words_of(after) in site:
            return before or None
        if words_of(before) in site:
            return after or None
    return title or None


def _without_bars(title: str) -> str:
    """What stands before the first bar, or behind it where that is only a name."""
    before, bar, after = title, "", ""
    found = _BAR.search(title)
    if found:
        before, bar, after = title[: found.start()], found[0], title[found.end() :]
    if not bar or not before or not after:
        return title.strip("| ")
    is_name = len(words_of(before)) <= NAME_WORDS < len(words_of(after))
    return _without_bars(after) if is_name else before
