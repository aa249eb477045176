"""Whether 03/04/2025 is a day in March or in April on a page."""

from collections.abc import Iterable, Sequence

from pipelines.extract.document.candidate_block import CandidateBlock
from pipelines.extract.metadata.calendar_words import date_order
from pipelines.extract.metadata.date_parsing import DayOrder, day_of, numeric_date
from pipelines.items import Fact

_ORDERS = (DayOrder.MONTH_FIRST, DayOrder.DAY_FIRST)
_MAX_WORDS = 25
_BY_LANGUAGE = {"MDY": DayOrder.MONTH_FIRST, "DMY": DayOrder.DAY_FIRST}


def numeric_order(
    raw_dates: Iterable[str], lines: Iterable[CandidateBlock], language: Fact
) -> DayOrder:
    """The order of days in figures on a page.

    Order of evidence: the only order in which such a day is one that another source names; the
    only order that is possible for another day on the page, such as 25/06/2024; the custom of the
    page's language and country. Nothing else tells: then such a day is unknown.
    """
    raws = tuple(raw_dates)
    agreed = _agreed(raws)
    if agreed is not None:
        return agreed
    texts = [line.text for line in lines if 0 < len(line.words) <= _MAX_WORDS]
    certain = {order for text in (*raws, *texts) if (order := _only_order(text))}
    if len(certain) == 1:
        return certain.pop()
    return _by_language(language)


def _by_language(language: Fact) -> DayOrder:
    """The custom of the language; unknown where words and declaration name two customs.

    Templates declare English for sites that write another language, and the other way round.
    """
    orders = {
        _BY_LANGUAGE.get(date_order(candidate.raw) or "", DayOrder.UNKNOWN)
        for candidate in language.candidates
        if candidate.source != "words" or not _is_declared(language)
    }
    return orders.pop() if len(orders) == 1 else DayOrder.UNKNOWN


def _is_declared(language: Fact) -> bool:
    """Whether the page declares the language that it is written in, and so its country."""
    return any(c.source != "words" and c.value == language.value for c in language.candidates)


def _agreed(raws: Sequence[str]) -> DayOrder | None:
    """The one order in which days in figures equal days that are certain; None where both do."""
    figures = [numeric for raw in raws if (numeric := numeric_date(raw))]
    certain = {day_of(raw, DayOrder.UNKNOWN) for raw in raws} - {None}
    orders = {
        order
        for numeric in figures
        if numeric.day(DayOrder.UNKNOWN) is None
        for order in _ORDERS
        if numeric.day(order) in certain
    }
    return orders.pop() if len(orders) == 1 else None


def _only_order(text: str) -> DayOrder | None:
    numeric = numeric_date(text)
    return numeric.only_order() if numeric else None
