"""What every table of patterns promises about each of its rows."""

import re
from collections.abc import Sequence

from pipelines.extract.pattern_table import PatternRow


def name_of(row: PatternRow) -> str:
    """How a test of a row is called."""
    return " ".join(part for part in (row.role, row.place, row.match) if part)


def companions(row: PatternRow, rows: Sequence[PatternRow]) -> list[PatternRow]:
    """The rows that mean the same in the same place, the row itself among them."""
    return [other for other in rows if (other.role, other.place) == (row.role, row.place)]


def fills(row: PatternRow, text: str) -> bool:
    """Whether a row of a {word} is a way to write it."""
    return re.fullmatch(row.pattern, text, re.IGNORECASE) is not None
