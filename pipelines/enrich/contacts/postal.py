"""US postal addresses in a text: street, city, state and ZIP code."""

import re
from collections.abc import Iterator

from pipelines.enrich.contacts.phones import ContactMatch

STATES = (
    "Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|"
    "Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|Maryland|Massachusetts|"
    "Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|"
    "New Mexico|New York|North Carolina|North Dakota|Ohio|Oklahoma|Oregon|Pennsylvania|"
    "Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington|"
    "West Virginia|Wisconsin|Wyoming|District of Columbia|"
    "AL|AK|AZ|AR|CA|CO|CT|DE|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE|NV|NH|NJ|"
    "NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT|VA|WA|WV|WI|WY|DC|PR"
)
"""Source: https://pe.usps.com/text/pub28/28apb.htm"""
END = re.compile(rf"[,\s]\s?(?:{STATES})\.?,?\s+\d{{5}}(?:-\d{{4}})?\b")
"""State and ZIP code: the end of every postal address."""
ZIP = re.compile(r"\d\d\d\d\d")
"""A fast test: few texts have five digits."""
MAX_LENGTH = 120
"""Characters before the state that may be street and city."""
STREET = re.compile(r"(?<![\w$.#-])\d{1,6}[A-Z]?\s+(?=(?:[NSEW]\.?\s+)?\w)")
KINDS = re.compile(
    r"\b(?:st|street|ave|avenue|rd|road|blvd|boulevard|dr|drive|ln|lane|way|pkwy|parkway|ct|court|"
    r"pl|place|hwy|highway|cir|circle|sq|square|ter|terrace|trl|trail|plaza|loop|pike|broadway|"
    r"freeway|fwy|expy|row|alley|run|path|center|centre)\b",
    re.IGNORECASE,
)
"""Source: https://pe.usps.com/text/pub28/28apc_002.htm, the frequent ones."""


def addresses_in(text: str) -> Iterator[ContactMatch]:
    """Yield the addresses of a text in reading order, with white space folded."""
    if not ZIP.search(text):
        return
    for end in END.finditer(text):
        begin = max(0, end.start() - MAX_LENGTH)
        before_state = text[begin : end.start()]
        starts = [number.start() for number in STREET.finditer(before_state)]
        start = next((at for at in starts if KINDS.search(before_state[at:])), None)
        if start is not None:
            raw = text[begin + start : end.end()]
            yield ContactMatch(" ".join(raw.split()), raw, begin + start)
