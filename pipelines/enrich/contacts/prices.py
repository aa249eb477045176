"""Prices in a sentence: amounts of money, and the unit that each is for."""

import re
from collections.abc import Iterator
from typing import NamedTuple

AMOUNT = re.compile(
    r"\$\s?(\d{1,3}(?:,\d{3})+|\d{1,6})(\.\d\d)?(?!\d|,\d)"
    r"|\b(\d{1,3}(?:,\d{3})+|\d{1,6})(\.\d\d)?\s?(?:(?:US\s)?dollars\b|USD\b)"
)
SIGNS = ("$", "dollars", "USD")
"""One of these is in every amount."""
UPPER = re.compile(r"\s?[-–—]\s?(\d{1,3}(?:,\d{3})+|\d{1,6})(\.\d\d)?(?![\d%])")
"""The upper end of a range with a dollar sign at the lower end only: $375-525."""
LARGE = re.compile(r"\s?(?:k|m|b|bn|mm|thousand|million|billion|trillion)\b", re.IGNORECASE)
"""Amounts too large for the price of a visit."""
COUNTS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
}
COUNT = rf"(\d{{1,2}}|{'|'.join(COUNTS)})"
VISIT = r"(?:infusion|session|treatment|visit|drip|dose)s?"
THING = (
    r"(infusion|session|treatment|visit|drip|shot|injection|month|hour|bag|dose|consultation|"
    r"membership|package|bundle|series|push|booster|appointment|year|week|day|person|vial)"
)
PACKAGE = re.compile(
    rf"\b(?:package|bundle|series|pack|set|course)s? of {COUNT}\b|"
    rf"\bfor {COUNT} (?:\w+ )?{VISIT}\b|"
    rf"\b{COUNT}[- ]{VISIT} (?:package|bundle|series|pack)",
    re.IGNORECASE,
)
PER = re.compile(
    r"^\s?(?:/|per|an?|each|every|for (?:an?|each|one|the|every|your))\s?(?:\w+\s){0,3}?"
    rf"{THING}\b",
    re.IGNORECASE,
)
NOUN = re.compile(rf"\b{THING}s?\b", re.IGNORECASE)
NEXT_AMOUNT = re.compile(r"[;$]")
"""Where the words after an amount begin to be about the next one."""
AROUND = 60
"""Characters before and after an amount that are searched for its unit."""


class Price(NamedTuple):
    """An amount as a sentence writes it."""

    amount: float
    raw: str
    start: int
    unit: str | None


def has_amount(text: str) -> bool:
    """Return whether a text names an amount of money."""
    return any(sign in text for sign in SIGNS) and bool(AMOUNT.search(text))


def prices_in(sentence: str) -> Iterator[Price]:
    """Yield the amounts of a sentence in US dollars; both ends of a range."""
    for amount in AMOUNT.finditer(sentence):
        if LARGE.match(sentence, amount.end()):
            continue
        unit = _unit(sentence, amount.start(), amount.end())
        whole, cents = (amount[1], amount[2]) if amount[1] else (amount[3], amount[4])
        yield Price(_number(whole, cents), amount[0].strip(), amount.start(), unit)
        upper = UPPER.match(sentence, amount.end())
        if upper and amount[1] and not LARGE.match(sentence, upper.end()):
            yield Price(_number(upper[1], upper[2]), upper[1], upper.start(1), unit)


def _number(whole: str, cents: str | None) -> float:
    return float(whole.replace(",", "") + (cents or ""))


def _unit(sentence: str, start: int, end: int) -> str | None:
    """Return what an amount is for: "per ..." after it, a package, else the nearest noun."""
    before = sentence[max(0, start - AROUND) : start].rpartition(";")[2]
    after = NEXT_AMOUNT.split(sentence[end : end + AROUND], maxsplit=1)[0]
    if per := PER.search(after):
        return per[1].lower()
    if package := PACKAGE.search(after) or PACKAGE.search(before):
        count = next(group for group in package.groups() if group).lower()
        return f"package of {COUNTS.get(count, count)}"
    nouns_before = [noun[1].lower() for noun in NOUN.finditer(before)]
    noun_after = NOUN.search(after)
    if nouns_before:
        return nouns_before[-1]
    return noun_after[1].lower() if noun_after else None
