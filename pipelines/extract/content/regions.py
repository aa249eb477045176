"""What an element is for by its tag, its role and its names; all that it holds inherits it.

The names are in data/extraction/regions.csv, one row for each.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from lxml.html import HtmlElement

from pipelines.extract.pattern_table import PatternRow, PatternTable, by_role, combined
from pipelines.items import Role

TABLE = PatternTable(
    file="regions.csv",
    roles=(
        Role.COOKIE, Role.COMMENT, Role.SHARE, Role.CONTENTS, Role.BREADCRUMB, Role.TEASER,
        Role.NEWSLETTER, Role.AUTHOR_BOX, Role.BYLINE, Role.TESTIMONIAL, Role.BANNER,
        Role.CALL_TO_ACTION, Role.DISCLAIMER,
    ),
)  # fmt: skip
"""Words of class and id that say what an element is for; the first role that matches is taken.

Known limit: one word of a longer name is enough, so that `social-anxiety` is a share bar. A row's
example is one whole name as in HTML, so that the rows hold for a rule that compares whole names.

Source: class names on 793 real posts and how much of their text is in the true text, such as
0 of 7,189 words in forms, 2 of 424 in bylines, 281 of 4,103 in calls to action.
"""
_WORDS_OF_NAME = r"(?:^| )(?:{})(?= |$)"
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_LETTERS = re.compile(r"[^a-z ]+")
_NEVER = frozenset({"html", "body", "main", "article", "h1", "h2", "h3", "h4", "h5", "h6"})
"""Elements whose names describe the page or the post, not a part of it."""


def name_patterns(rows: Iterable[PatternRow]) -> tuple[tuple[Role, re.Pattern[str]], ...]:
    """The names of each role, in the order of the file; they are compared in small letters."""
    return tuple(
        (Role(role), combined(group, _WORDS_OF_NAME, re.NOFLAG))
        for role, group in by_role(rows).items()
    )


@cache
def _packaged_patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    return name_patterns(TABLE.read())


def region_of(element: HtmlElement) -> tuple[Role, str] | None:
    """What the element itself is for, with the reason; None where it does not say."""
    tag = element.tag
    if tag == "nav" or element.get("role") == "navigation":
        return _by_names(_names(element)) or (Role.BOILERPLATE, "inside a navigation")
    if tag == "form":
        return Role.NEWSLETTER, "inside a form"
    if tag == "footer":
        return Role.BOILERPLATE, "inside a footer"
    if tag in _NEVER:
        return None
    region = _by_names(_names(element))
    return None if region and region[0] is Role.TEASER and _heads_page(element) else region


def _heads_page(element: HtmlElement) -> bool:
    """True where the only h1 of the page is inside: what it is named after is the post."""
    first = element.find(".//h1")
    return first is not None and len(first.getroottree().findall(".//h1")) == 1


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')}"


def words_of_names(names: str) -> str:
    """Class and id as words in small letters: `jp-relatedPosts` is `jp related posts`."""
    words = _NO_LETTERS.sub(" ", _CAMEL.sub(" ", names[:400]).lower())
    return " ".join(words.split())


@lru_cache(maxsize=4096)
def _by_names(names: str) -> tuple[Role, str] | None:
    words = words_of_names(names)
    for role, pattern in _packaged_patterns():
        match = pattern.search(words)
        if match:
            return role, f"an element named {match[0].strip()!r}"
    return None
