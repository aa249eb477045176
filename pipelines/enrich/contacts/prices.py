"""Amounts of money in a sentence, with what they are for."""

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
"""The upper end of a range whose sign stands at the lower one only: $375-525."""
LARGE = re.compile(r"\s?(?:k|m|b|bn|mm|thousand|million|billion|trillion)\b", re.IGNORECASE)
"""What no visit costs."""
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
"""Where the words behind an amount begin to speak of the next one."""
AROUND = 60
"""Characters before and behind an amount in which its unit is looked for."""


class Price(NamedTuple):
    """An amount as a sentence writes it."""

    amount: float
    raw: str
    start: int
    unit: str | None


def has_amount(text: str) -> bool:
    """Whether a text names an amount of money."""
    return any(sign in text for sign in SIGNS) and bool(AMOUNT.search(text))


def prices_in(sentence: str) -> Iterator[Price]:
    """The amounts of a sentence in US dollars; both ends of a range."""
    for found in AMOUNT.finditer(sentence):
        if LARGE.match(sentence, found.end()):
            continue
        unit = _unit(sentence, found.start(), found.end())
        whole, cents = (found[1], found[2]) if found[1] else (found[3], found[4])
        yield Price(_number(whole, cents), found[0].strip(), found.start(), unit)
        upper = UPPER.match(sentence, found.end())
        if upper and found[1] and not LARGE.match(sentence, upper.end()):
            yield Price(_number(upper[1], upper[2]), upper[1], upper.start(1), unit)


def _number(whole: str, cents: str | None) -> float:
    return float(whole.replace(",", "") + (cents or ""))


def _unit(sentence: str, start: int, end: int) -> str | None:
    """What an amount is for: "per ..." behind it, a package, else the nearest noun before it."""
    ahead = sentence[max(0, start - AROUND) : start].rpartition(";")[2]
    behind = NEXT_AMOUNT.split(sentence[end : end + AROUND], maxsplit=1)[0]
    if found := PER.search(behind):
        return found[1].lower()
    if found := PACKAGE.search(behind) or PACKAGE.search(ahead):
        count = next(group for group in found.groups() if group).lower()
        return f"package of {COUNTS.get(count, count)}"
    before = [noun[1].lower() for noun in NOUN.finditer(ahead)]
    noun = NOUN.search(behind)
    return before[-1] if before else noun[1].lower() if noun else None
