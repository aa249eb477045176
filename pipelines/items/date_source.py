"""Where the day of a post was read, and what such a place can say."""

from enum import StrEnum
from typing import Self


class DateSource(StrEnum):
    """The source of a day of publication or of the last change, as `published_source` stores it."""

    text: str
    """The source in words for readers."""
    speaks_of_publication: bool
    """False where the day may be that of a later change, so that nobody can be first by it."""

    def __new__(cls, code: str, text: str = "", speaks_of_publication: bool = False) -> Self:
        """One member: its code as stored, its words, and whether it speaks of publication.

        The defaults are for calls that look a member up by its code.
        """
        member = str.__new__(cls, code)
        member._value_ = code
        member.text = text
        member.speaks_of_publication = speaks_of_publication
        return member

    WORDPRESS = "wordpress", "WordPress's own record (REST)", True
    JSONLD = "jsonld", "the page's structured data (JSON-LD)", True
    JSONLD_PAGE = "jsonld_page", "the structured data about the whole page (JSON-LD)", False
    META = "meta", "a meta element of the page", True
    FEED = "feed", "the feed", True
    TIME = "time", "a time element of the page", True
    BYLINE = "byline", "the visible byline", True
    POSTED = "posted", "a line that calls itself the day of publication", True
    SITEMAP = "sitemap", "the sitemap", False
    LISTING = "listing", "the list of posts", False
    LINK = "link", "the address that led to the page", False
    URL = "url", "the page's address", True
