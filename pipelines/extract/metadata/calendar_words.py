"""Names of months and weekdays, and the order of days in figures, from Unicode's CLDR."""

import unicodedata
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

LANGUAGES = ("en", "es", "de", "fr", "it", "pt", "nl")
"""Clinics of the list write English or Spanish; the others are what themes are translated to."""
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_SHORTEST = 3
"""Abbreviations of two letters ("so", "do", "mi") are words of their languages as well."""


def _data(language: str) -> Mapping[str, Any]:
    """What dateparser holds of a language. Source: its copy of CLDR, https://cldr.unicode.org"""
    module = import_module(f"dateparser.data.date_translation_data.{language}")
    data: Mapping[str, Any] = module.info
    return data


def _names(key: str) -> Iterator[str]:
    """The names of a month or weekday in lower case, with and without accents."""
    for language in LANGUAGES:
        for name in map(str.lower, _data(language)[key]):
            bare = unicodedata.normalize("NFD", name)
            yield name
            yield name.translate(_UMLAUTS)
            yield "".join(c for c in bare if not unicodedata.combining(c))


MONTHS: Mapping[str, int] = {
    name: number
    for number, month in enumerate(_MONTHS, start=1)
    for name in _names(month)
    if len(name) >= _SHORTEST
}
"""Number of each month by its name in lower case, whole or cut short."""
WEEKDAYS: frozenset[str] = frozenset(
    name for weekday in _WEEKDAYS for name in _names(weekday) if len(name) >= _SHORTEST
)
"""Names of weekdays in lower case, whole or cut short."""


def date_order(language_tag: str) -> str | None:
    """MDY, DMY or YMD: how readers of a language, such as en-GB, write a day in figures.

    None for a language that is not known here.
    """
    language, _, rest = language_tag.replace("_", "-").partition("-")
    if language.lower() not in LANGUAGES:
        return None
    data = _data(language.lower())
    region = rest.rpartition("-")[2].upper()
    variant = data["locale_specific"].get(f"{language.lower()}-{region}", {})
    order: str | None = variant.get("date_order", data.get("date_order"))
    return order
