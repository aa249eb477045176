"""Text that has begun and not ended while a page is read: of a link, in a large font."""

from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class OpenLink:
    """A link whose end has not been reached."""

    url: str
    start: int
    is_used: bool = False


@dataclass(slots=True, kw_only=True)
class SizedText:
    """Text in a large font: pieces from start to end."""

    level: int
    start: int
    end: int
