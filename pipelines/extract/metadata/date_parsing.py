"""A date as somebody wrote it -> the day, or None where it does not say one for certain."""

import re
from datetime import date, datetime, timedelta
from email.utils import parsedate

_MONTHS = (
    "jan|january|enero|ene|januar|janvier|janv",
    "feb|february|febrero|februar|février|fevrier|févr",
    "mar|march|marzo|märz|maerz|mars",
    "apr|april|abril|abr|avril",
    "may|mayo|mai",
    "jun|june|junio|juni|juin",
    "jul|july|julio|juli|juillet|juil",
    "aug|august|agosto|ago|août|aout",
    "sep|sept|september|septiembre|setiembre|septembre",
    "oct|october|octubre|oktober|okt|octobre",
    "nov|november|noviembre|novembre",
    "dec|december|diciembre|dic|dezember|dez|décembre|decembre|déc",
)
"""Names of the months in English, Spanish, German and French, as posts of clinics use them."""
_MONTH_NUMBERS = {
    name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split("|")
}
_NAME = "(" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\b\.?"
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"^((?:19|20)\d\d)(\d\d)(\d\d)(?:T\d|$)")
_NAME_FIRST = re.compile(
    rf"\b{_NAME}\s*(\d{{1,2}})(?:st|nd|rd|th)?\s*,?\s+(?:of\s+)?((?:19|20)\d\d)\b", re.IGNORECASE
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th|\.|º)?[\s-]+(?:of\s+|de\s+)?{_NAME}[\s,-]+(?:de\s+)?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_NO_YEAR = re.compile(
    rf"\b{_NAME}\s*(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*,?\s*\d{{4}})", re.IGNORECASE
)
_SLASHED = re.compile(r"(?<![\d/.])(\d{1,2})([/.-])(\d{1,2})\2((?:19|20)?\d\d)(?![\d/])")
_LATEST_MONTH = 12
FIRST_DAY = date(1995, 1, 1)
"""Older days are birthdays of founders and the like; the first blogs are from 1994."""


def day_of(raw: str) -> date | None:
    """The day that a date names, in the time zone it is written in; None where it names none.

    Reads ISO 8601, RFC 822, names of months in four languages, and 3/4/2026 as the 4th of
    March, because the clinics are American; 4.3.2026 is the 4th of March as well, and 25/3/2026
    can only be one day. A date without a year names no day.
    """
    text = raw.strip()
    return _iso(text) or _named(text) or _slashed(text) or _rfc822(text)


def day_before(raw: str, later: date) -> date | None:
    """The day before another one, where a date without a year names it, such as "Jan 23"."""
    day = later - timedelta(days=1)
    named = ((_MONTH_NUMBERS[found[1].lower()], int(found[2])) for found in _NO_YEAR.finditer(raw))
    return day if (day.month, day.day) in named else None


def _iso(text: str) -> date | None:
    found = _ISO.search(text)
    if found:
        return _day(found[1], found[3], found[4])
    compact = _COMPACT.search(text)
    return _day(compact[1], compact[2], compact[3]) if compact else None


def _named(text: str) -> date | None:
    found = _NAME_FIRST.search(text)
    if found:
        return _day(found[3], str(_MONTH_NUMBERS[found[1].lower()]), found[2])
    found = _DAY_FIRST.search(text)
    return _day(found[3], str(_MONTH_NUMBERS[found[2].lower()]), found[1]) if found else None


def _slashed(text: str) -> date | None:
    found = _SLASHED.search(text)
    if not found:
        return None
    first, second, year = found[1], found[3], found[4]
    if found[2] == "." or int(first) > _LATEST_MONTH:
        first, second = second, first
    return _day(year if len(year) > 2 else f"20{year}", first, second)


def _rfc822(text: str) -> date | None:
    parts = parsedate(text)
    return _day(str(parts[0]), str(parts[1]), str(parts[2])) if parts else None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def possible_day(raw: str, fetched_at: datetime) -> str | None:
    """The day as 2026-11-21; None where there is none, or it lies in the future or before 1995.

    A day ahead of the fetch may be today in the site's time zone only if it is the next one.
    """
    day = day_of(raw)
    if day is None or day < FIRST_DAY or (day - fetched_at.date()).days > 1:
        return None
    return day.isoformat()
