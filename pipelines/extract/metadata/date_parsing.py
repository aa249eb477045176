"""A date as somebody wrote it -> the day, or None where it does not name one for certain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

from pipelines.extract.metadata.calendar_words import MONTHS

_NAME = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"((?:19|20)\d\d|['’]\d\d)(?!\d)"
_ORDINAL = r"(?:st|nd|rd|th|\.|º|er)?"
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d|$)")
_NAME_FIRST = re.compile(
    rf"\b{_NAME}\s*(\d{{1,2}}){_ORDINAL}(?:\s*,\s*|\s+)(?:of\s+)?{_YEAR}", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}}){_ORDINAL}(?:[\s-]+|/)(?:of\s+|de\s+)?{_NAME}[\s,/-]+(?:del?\s+)?{_YEAR}",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    rf"\b{_NAME}\s*(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*,?\s*\d{{4}})", re.IGNORECASE
)
_NUMERIC = re.compile(r"(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)?\d\d)(?![\d/])")
_RFC_822 = re.compile(
    rf"^(?:\w{{3}},\s+)?(\d{{1,2}})\s+{_NAME}\s+(\d\d)\s+\d\d:\d\d", re.IGNORECASE
)
_LATEST_MONTH = 12
_CENTURY = 2000
FIRST_DAY = date(1995, 1, 1)
"""Older days are birthdays of founders and the like; the first blogs are from 1994."""


class DayOrder(StrEnum):
    """What the first number of a day in figures counts."""

    MONTH_FIRST = "month_first"
    DAY_FIRST = "day_first"
    BY_SEPARATOR = "by_separator"
    """The month before a slash, as in the United States, the day before a full stop."""
    UNKNOWN = "unknown"
    """A day that can be read either way is no day."""


@dataclass(frozen=True, slots=True)
class NumericDate:
    """A day in figures such as 03/04/2025, by itself."""

    first: int
    second: int
    year: int
    separator: str

    def day(self, order: DayOrder) -> date | None:
        """The day in this order; where only one order is possible, in that one."""
        if self.first > _LATEST_MONTH or self.second > _LATEST_MONTH or self.first == self.second:
            order = DayOrder.DAY_FIRST if self.first > _LATEST_MONTH else DayOrder.MONTH_FIRST
        elif order is DayOrder.BY_SEPARATOR:
            is_dotted = self.separator == "."
            order = DayOrder.DAY_FIRST if is_dotted else DayOrder.MONTH_FIRST
        if order is DayOrder.UNKNOWN:
            return None
        month, day = (self.first, self.second)
        if order is DayOrder.DAY_FIRST:
            month, day = day, month
        return _day(self.year, month, day)

    def only_order(self) -> DayOrder | None:
        """The order that alone makes it a day; None where both or neither do."""
        if self.day(DayOrder.BY_SEPARATOR) is None:
            return None
        if self.first > _LATEST_MONTH:
            return DayOrder.DAY_FIRST
        return DayOrder.MONTH_FIRST if self.second > _LATEST_MONTH else None


def day_of(raw: str, order: DayOrder = DayOrder.BY_SEPARATOR) -> date | None:
    """The day that a date names, in the time zone it is written in; None where it names none.

    Reads ISO 8601, RFC 822, names of months and figures in the given order. A date without a
    year names no day; the year 1 is what programs write that have no date.
    """
    text = raw.strip()
    written = _iso(text) or _named(text)
    if written is not None:
        return written
    figures = numeric_date(text)
    return figures.day(order) if figures else _rfc_822(text)


def numeric_date(raw: str) -> NumericDate | None:
    """The day in figures that a text holds and no other date; None where it holds none."""
    match = _NUMERIC.search(raw)
    if match is None or _iso(raw.strip()) or _named(raw):
        return None
    year = int(match[4]) if len(match[4]) > 2 else _CENTURY + int(match[4])
    return NumericDate(int(match[1]), int(match[3]), year, match[2])


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where the dates of a text begin and end, in reading order."""
    spans: list[tuple[int, int]] = []
    for pattern in (_ISO, _NAME_FIRST, _DAY_FIRST, _NUMERIC):
        for match in pattern.finditer(text):
            if all(match.end() <= start or match.start() >= end for start, end in spans):
                spans.append(match.span())
    return sorted(spans)


def day_before(raw: str, later: date) -> date | None:
    """The day before another one, where a date without a year names it, such as "Jan 23"."""
    day = later - timedelta(days=1)
    named = ((MONTHS[match[1].lower()], int(match[2])) for match in _NO_YEAR.finditer(raw))
    return day if (day.month, day.day) in named else None


def instant_of(raw: str) -> datetime | None:
    """The instant that an ISO timestamp with its offset from UTC names; None for all else."""
    try:
        instant = datetime.fromisoformat(raw.strip())
    except ValueError:
        return None
    return instant if instant.tzinfo else None


def in_offset(raw: str, offset: timedelta) -> str:
    """An instant told in UTC as a clock with this offset shows it; any other text as it is."""
    instant = instant_of(raw)
    if instant is None or instant.utcoffset() or not FIRST_DAY.year <= instant.year:
        return raw
    return instant.astimezone(timezone(offset)).isoformat()


def _iso(text: str) -> date | None:
    match = _ISO.search(text)
    if match:
        return _day(int(match[1]), int(match[3]), int(match[4]))
    compact = _COMPACT.search(text)
    return _day(int(compact[1]), int(compact[2]), int(compact[3])) if compact else None


def _named(text: str) -> date | None:
    """The first date with the name of a month."""
    return min(_named_dates(text), default=(0, None))[1]


def _named_dates(text: str) -> Iterator[tuple[int, date]]:
    for pattern, day, month in ((_NAME_FIRST, 2, 1), (_DAY_FIRST, 1, 2)):
        match = pattern.search(text)
        if match:
            named = _day(_year(match[3]), MONTHS[match[month].lower()], int(match[day]))
            if named:
                yield match.start(), named


def _year(digits: str) -> int:
    return int(digits) if digits.isdigit() else _CENTURY + int(digits[1:])


def _rfc_822(text: str) -> date | None:
    match = _RFC_822.search(text)
    return (
        _day(_CENTURY + int(match[3]), MONTHS[match[2].lower()], int(match[1])) if match else None
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def possible_day(
    raw: str, fetched_at: datetime, order: DayOrder = DayOrder.BY_SEPARATOR
) -> str | None:
    """The day as 2026-11-21; None where there is none, or it lies in the future or before 1995.

    A day ahead of the fetch may be today in the site's time zone only if it is the next one.
    """
    day = day_of(raw, order)
    if day is None or day < FIRST_DAY or (day - fetched_at.date()).days > 1:
        return None
    return day.isoformat()
