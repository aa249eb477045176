"""Text as WordPress prints it: curly quotes and dashes as numeric entities."""

from datetime import UTC, datetime
from email.utils import format_datetime

from markupsafe import Markup, escape

_ENTITIES = {"’": 8217, "‘": 8216, "“": 8220, "”": 8221, "–": 8211, "—": 8212, "…": 8230}


def texturized(text: str) -> Markup:
    """Escaped text with WordPress's entities: ’ becomes &#8217; and & becomes &#038;."""
    escaped = str(escape(text)).replace("&amp;", "&#038;")
    for sign, number in _ENTITIES.items():
        escaped = escaped.replace(sign, f"&#{number};")
    return Markup(escaped)


def excerpt(text: str, words: int = 55) -> Markup:
    """The first 55 words, as WordPress cuts them where the author wrote no excerpt."""
    kept = text.split()
    cut = texturized(" ".join(kept[:words]))
    return cut + Markup(" [&#8230;]") if len(kept) > words else cut


def us_date(instant: datetime) -> str:
    """March 4, 2024."""
    return f"{instant:%B} {instant.day}, {instant.year}"


def gmt(instant: datetime) -> str:
    """2024-03-04T18:00:00, in UTC without a zone, as REST writes date_gmt."""
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%S}"


def utc(instant: datetime) -> str:
    """2024-03-04T18:00:00+00:00, as SEO plugins write times into the head."""
    return instant.astimezone(UTC).isoformat()


def rfc822(instant: datetime) -> str:
    """Mon, 04 Mar 2024 18:00:00 +0000, as feeds write it."""
    return format_datetime(instant.astimezone(UTC))
