"""The wordings that tell posts from other pages: the rows of data/extraction/features.csv."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache

from pipelines.extract.pattern_table import PatternRow, PatternTable, by_role, combined


class Wording(StrEnum):
    """What the rows of features.csv are compared with."""

    ARCHIVE_TITLE = "archive_title"
    """Titles of lists of posts."""
    POST_TITLE = "post_title"
    """Titles that ask, count or explain: .71 of posts, .10 of other pages (WCXB)."""
    LISTING_PATH = "listing_path"
    """The whole path of a list of posts."""
    POST_PATH = "post_path"
    """Folders above posts in a path."""
    PAGE_PATH = "page_path"
    """Folders of a path above other pages, or their names."""
    PAGE_NAME = "page_name"
    """The last part of the path of a page that nearly every site has."""
    SALES_WORD = "sales_word"
    """What shops write, in small letters: ignoring case took 0.6 ms a page (measured)."""
    PRICE = "price"
    """Signs of currencies before a number."""
    SHOP_TYPE = "shop_type"
    """JSON-LD types of goods, in small letters."""
    LIST_TYPE = "list_type"
    """JSON-LD types of lists, in small letters."""
    OWN_VOICE = "own_voice"
    """Words of those who write about themselves."""


_EXTENSION = r"(?:\.(?:html?|php|aspx?))?"
_WHOLE_WORD = r"^(?:{})$"
FORMS: Mapping[Wording, str] = {
    Wording.ARCHIVE_TITLE: "{}",
    Wording.POST_TITLE: "{}",
    Wording.LISTING_PATH: r"^/(?:{})?/?(?:index\.\w+)?$",
    Wording.POST_PATH: r"/(?:{})/[^/]+",
    Wording.PAGE_PATH: rf"/(?:{{}}){_EXTENSION}(?:/|$)",
    Wording.PAGE_NAME: rf"/(?:{{}})(?:{_EXTENSION}/?|/index\.\w+)$",
    Wording.SALES_WORD: r"\b(?:{})\b",
    Wording.PRICE: r"(?:{})\s?\d",
    Wording.SHOP_TYPE: _WHOLE_WORD,
    Wording.LIST_TYPE: _WHOLE_WORD,
    Wording.OWN_VOICE: _WHOLE_WORD,
}
"""What surrounds the rows in their combined pattern."""
LITERAL = frozenset({Wording.SHOP_TYPE, Wording.LIST_TYPE, Wording.OWN_VOICE})
"""The rows are plain words, looked up and not searched for."""
TABLE = PatternTable(file="features.csv", column="feature", roles=tuple(Wording))

FeaturePatterns = Mapping[Wording, re.Pattern[str]]


def feature_patterns(rows: Iterable[PatternRow]) -> FeaturePatterns:
    """The combined pattern of each wording."""
    return {
        Wording(name): combined(
            group,
            FORMS[Wording(name)],
            re.NOFLAG if name == Wording.SALES_WORD else re.IGNORECASE,
        )
        for name, group in by_role(rows).items()
    }


@cache
def _packaged_rows() -> tuple[PatternRow, ...]:
    return TABLE.read()


@cache
def packaged_patterns() -> FeaturePatterns:
    """The patterns that come with dripfeed, read once per process."""
    return feature_patterns(_packaged_rows())


@cache
def literal_words(wording: Wording) -> frozenset[str]:
    """The words of a wording whose rows are literal."""
    return frozenset(row.pattern for row in by_role(_packaged_rows())[wording])
