"""The tables of data/extraction: each row is a pattern that decides what leaves a text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines import data_folder
from scrapers.clinics.csv_table import Layout, Problem, checked_rows, filled, regex_problem
from scrapers.errors import PatternError

WORD_NAME = re.compile(r"\{([a-z_]+)\}")
"""In the first column: the row is one way to fill this word of the patterns below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternRow:
    """One alternative of a combined pattern, with its examples."""

    role: str
    """The role or feature that a match means, or the {word} that the row is one way to fill."""
    place: str = ""
    """What part of a text is compared, where the table tells several apart."""
    pattern: str
    """A regular expression of Python without its {words}."""
    match: str
    """A text that it matches."""
    no_match: str
    """A text that no row with this role and place matches, although it looks like one."""
    source: str

    @property
    def is_word(self) -> bool:
        """Whether the row fills a word and matches nothing by itself."""
        return WORD_NAME.fullmatch(self.role) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternTable:
    """A file of data/extraction and what its rows may say."""

    file: str
    roles: tuple[str, ...]
    column: str = "role"
    """The name of the first column."""
    places: tuple[str, ...] = ()
    """Values of the column `place`; a table without any has no such column."""

    @property
    def layout(self) -> Layout:
        """The columns; only `place` may be empty, for words."""
        cells = ("pattern", "match", "no_match", "source")
        return Layout(
            columns=(self.column, *(("place",) if self.places else ()), *cells),
            required=(self.column, *cells),
            error=PatternError,
            missing="it comes with dripfeed; install dripfeed again",
        )

    def read(self, path: Path | None = None) -> tuple[PatternRow, ...]:
        """The rows of the file in its order.

        path: a file in place of the one that comes with dripfeed. Raises: PatternError, which
        names file, line, column and value of each problem.
        """
        words: dict[str, str] = {}
        path = path or data_folder() / "extraction" / self.file
        rows = checked_rows(
            path, self.layout, lambda cells, line: self._problems(cells, words, line)
        )
        return tuple(self._row(cells, words) for _, cells in rows)

    def _problems(
        self, cells: Mapping[str, str], words: dict[str, str], line: int
    ) -> Iterator[Problem]:
        """Yield what is wrong with a row; a good row of a word is added to the words."""
        yield from self.layout.missing_values(cells, line, "is empty, every row needs one")
        role, place, pattern = cells[self.column], cells.get("place", ""), cells["pattern"]
        word = WORD_NAME.fullmatch(role)
        if role and not word and role not in self.roles:
            yield Problem(f"is none of {', '.join(self.roles)}", line, self.column, role)
        if self.places and not word and place not in self.places:
            yield Problem(f"is none of {', '.join(self.places)}", line, "place", place)
        if why := pattern_problem(pattern, words):
            yield Problem(why, line, "pattern", pattern)
        elif word:
            ways = [words[word[1]]] if word[1] in words else []
            words[word[1]] = "|".join([*ways, filled(pattern, words)])

    def _row(self, cells: Mapping[str, str], words: Mapping[str, str]) -> PatternRow:
        return PatternRow(
            role=cells[self.column],
            place=cells.get("place", ""),
            pattern=filled(cells["pattern"], words),
            match=cells["match"],
            no_match=cells["no_match"],
            source=cells["source"],
        )


def pattern_problem(pattern: str, words: Mapping[str, str]) -> str | None:
    """Why a pattern cannot be one alternative of many; None for a good one."""
    try:
        expression = filled(pattern, words)
    except KeyError as error:
        return f"no row above fills the word {error}"
    if why := regex_problem(expression):
        return why
    compiled = re.compile(expression)
    if compiled.groups:
        return "has a group that captures; write (?:...)"
    return "matches an empty text" if pattern and compiled.fullmatch("") else None


def by_role(rows: Iterable[PatternRow], place: str = "") -> dict[str, list[PatternRow]]:
    """The rows of a place, grouped by role in the order of the file; words are left out."""
    groups: dict[str, list[PatternRow]] = {}
    for row in rows:
        if row.place == place and not row.is_word:
            groups.setdefault(row.role, []).append(row)
    return groups


def combined(
    rows: Sequence[PatternRow], form: str, flags: re.RegexFlag = re.IGNORECASE
) -> re.Pattern[str]:
    """One pattern for all rows; form: what surrounds them, with {} in their place."""
    return re.compile(form.replace("{}", "|".join(row.pattern for row in rows)), flags)
