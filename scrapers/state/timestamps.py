"""Instants as the tables write them, and how routes write theirs."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

BARE_DAY = re.compile(r"\s*\d{4}-\d{2}-\d{2}\s*")


def now() -> str:
    """This instant, as the tables write it."""
    return format_timestamp(datetime.now(UTC))


def format_timestamp(moment: datetime) -> str:
    """An instant as the tables write it: 2026-11-21T09:30:00.123Z."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def parse_moment(instant_text: str) -> datetime:
    """The instant that the tables wrote."""
    return datetime.fromisoformat(instant_text)


def parse_timestamp(text: str | None) -> str | None:
    """A route's time as the tables write it; None where it is none.

    Sitemaps and REST write ISO 8601, RSS writes RFC 822 ("Fri, 20 Nov 2026 08:00:00 GMT"). A time
    without a zone is taken for UTC.
    """
    told = (text or "").strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            moment = read(told)
            return format_timestamp(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
        except (ValueError, OverflowError):  # 0001-01-01 in a zone east of Greenwich is in no year
            continue
    return None


def end_of(text: str | None) -> str | None:
    """The last instant that a route's time may mean: a bare day ends with the day.

    A page that says 2026-11-21 may change until midnight, so it is worth a look after it.
    """
    told = parse_timestamp(text)
    if told is None or not BARE_DAY.fullmatch(text or ""):
        return told
    try:
        return format_timestamp(parse_moment(told) + timedelta(days=1))
    except OverflowError:
        return told
