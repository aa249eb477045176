"""Parses and formats timestamps: ISO 8601 in UTC in the tables, other formats in routes."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

BARE_DAY = re.compile(r"\s*\d{4}-\d{2}-\d{2}\s*")


def now() -> str:
    """The current time as a timestamp of the tables."""
    return format_timestamp(datetime.now(UTC))


def format_timestamp(moment: datetime) -> str:
    """Format a time as a timestamp of the tables: 2026-11-21T09:30:00.123Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_moment(timestamp: str) -> datetime:
    """Parse a timestamp of the tables."""
    return datetime.fromisoformat(timestamp)


def parse_timestamp(text: str | None) -> str | None:
    """Convert a route's time to a timestamp of the tables; None if it cannot be parsed.

    Sitemaps and REST use ISO 8601, RSS uses RFC 822 ("Fri, 20 Nov 2026 08:00:00 GMT"). A time
    without a zone is read as UTC.
    """
    timestamp = (text or "").strip()
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = parse(timestamp)
            return format_timestamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
        except (ValueError, OverflowError):  # 0001-01-01 east of Greenwich is before year 1 in UTC
            continue
    return None


def latest_timestamp(text: str | None) -> str | None:
    """The latest time that a route's time can mean: a date without a time means its end.

    A page with the lastmod 2026-11-21 may change until midnight, so it is fetched after that.
    """
    timestamp = parse_timestamp(text)
    if timestamp is None or not BARE_DAY.fullmatch(text or ""):
        return timestamp
    try:
        return format_timestamp(parse_moment(timestamp) + timedelta(days=1))
    except OverflowError:
        return timestamp
