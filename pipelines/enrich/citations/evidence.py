"""Registries, authorities, journals and named trials: the rows of data/vocabulary/evidence.csv.

Rows of a kind with a name or a pattern: what booking.csv and evidence.csv have in common.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipelines.enrich.vocabulary_files import packaged_files
from pipelines.items import CitationKind
from scrapers.clinics.csv_table import Layout, Problem, checked_rows, regex_problem
from scrapers.errors import VocabularyError


def rows_of_kinds(
    path: Path, layout: Layout, names: Collection[str], patterns: Collection[str]
) -> list[Mapping[str, str]]:
    """The rows of a file, column name to stripped text.

    names: kinds of rows whose name is taken as it is. patterns: kinds whose name is a regular
    expression. Raises: the layout's error, which names file, line, column and value of each
    problem.
    """

    def problems_of(cells: Mapping[str, str], line: int) -> Iterator[Problem]:
        yield from layout.missing_values(cells, line)
        if cells["kind"] not in (*names, *patterns):
            why = f"is none of {', '.join((*names, *patterns))}"
            yield Problem(why, line, "kind", cells["kind"])
        if cells["kind"] in patterns and (why_not := regex_problem(cells["name"])):
            yield Problem(why_not, line, "name", cells["name"])

    return [cells for _, cells in checked_rows(path, layout, problems_of)]


HOST_KINDS = tuple(kind for kind in CitationKind if kind.is_of_host)
TEXT_KINDS = ("title", "trial")
LAYOUT = Layout(
    columns=("kind", "name", "label", "match", "no_match", "source", "checked_on"),
    required=("kind", "name", "match"),
    error=VocabularyError,
    missing="it comes with dripfeed; take it from there again",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the file knows."""

    hosts: Mapping[str, CitationKind]
    """Kind of a link by its host, subdomains included; of all hosts that end so for "*.gov"."""
    titles: re.Pattern[str]
    """Journals as a text names them; the first group that took part says which row."""
    trials: re.Pattern[str]
    labels: Mapping[str, str]
    """What a row calls everything that its pattern finds; by number of the group's name."""

    def kind_of(self, host: str) -> CitationKind | None:
        """What a link to this host refers to; None for any other host."""
        parts = host.lower().removeprefix("www.").split(".")
        names = (".".join(parts[at:]) for at in range(len(parts) - 1))
        kind = next((self.hosts[name] for name in names if name in self.hosts), None)
        return kind or self.hosts.get(f"*.{parts[-1]}")

    def label_of(self, found: re.Match[str]) -> str:
        """The one name of a journal or trial that a pattern found."""
        group = found.lastgroup or ""
        return self.labels.get(group) or found[0].lower().removeprefix("the ")


@cache
def known_evidence() -> Evidence:
    """The rows of dripfeed's own evidence.csv, read once per process."""
    return read_evidence(packaged_files().evidence)


def read_evidence(path: Path) -> Evidence:
    """The rows of a file such as evidence.csv.

    Raises: VocabularyError, which names file, line, column and value of each problem.
    """
    return _evidence(rows_of_kinds(path, LAYOUT, HOST_KINDS, TEXT_KINDS))


def _evidence(rows: list[Mapping[str, str]]) -> Evidence:
    labels = {f"row{at}": row.get("label", "") for at, row in enumerate(rows)}

    def pattern(kind: str) -> re.Pattern[str]:
        # the group is behind its row: before it, it hides from the search how the row begins
        ways = (
            f"(?:{row['name']})(?P<row{at}>)" for at, row in enumerate(rows) if row["kind"] == kind
        )
        return re.compile(rf"\b(?:{'|'.join(ways) or '(?!)'})(?!\w)")  # without rows: nothing

    return Evidence(
        hosts={
            row["name"].lower(): CitationKind(row["kind"])
            for row in rows
            if row["kind"] in HOST_KINDS
        },
        titles=pattern("title"),
        trials=pattern("trial"),
        labels=labels,
    )
