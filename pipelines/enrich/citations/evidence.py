"""Registries, authorities, journals and named trials: the rows of data/vocabulary/evidence.csv.

`rows_of_kinds` also reads booking.csv, whose rows have the same form: a kind, and a name or
pattern.
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
    """Return the rows of a file, column name to stripped text.

    names: kinds of rows whose name is literal. patterns: kinds whose name is a regular expression.
    Raises: the layout's error, which names file, line, column and value of each problem.
    """

    def problems_of(cells: Mapping[str, str], line: int) -> Iterator[Problem]:
        yield from layout.missing_values(cells, line)
        if cells["kind"] not in (*names, *patterns):
            yield Problem(
                f"is none of {', '.join((*names, *patterns))}", line, "kind", cells["kind"]
            )
        if cells["kind"] in patterns and (problem := regex_problem(cells["name"])):
            yield Problem(problem, line, "name", cells["name"])

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
    """The rows of evidence.csv, compiled."""

    hosts: Mapping[str, CitationKind]
    """Kind of a link by its host, subdomains included; "*.gov" is for all hosts that end so."""
    titles: re.Pattern[str]
    """Journals as a text names them; the first matched group identifies the row."""
    trials: re.Pattern[str]
    """Named trials, likewise."""
    labels: Mapping[str, str]
    """The label of a row for all matches of its pattern, by name of the group."""

    def kind_of(self, host: str) -> CitationKind | None:
        """Return the kind of a link to this host; None for a host that is not listed."""
        parts = host.lower().removeprefix("www.").split(".")
        names = (".".join(parts[at:]) for at in range(len(parts) - 1))
        kind = next((self.hosts[name] for name in names if name in self.hosts), None)
        return kind or self.hosts.get(f"*.{parts[-1]}")

    def label_of(self, match: re.Match[str]) -> str:
        """Return the canonical name of a matched journal or trial."""
        group = match.lastgroup or ""
        return self.labels.get(group) or match[0].lower().removeprefix("the ")


@cache
def packaged_evidence() -> Evidence:
    """Return the rows of dripfeed's own evidence.csv, read once per process."""
    return read_evidence(packaged_files().evidence)


def read_evidence(path: Path) -> Evidence:
    """Read a file such as evidence.csv.

    Raises: VocabularyError, which names file, line, column and value of each problem.
    """
    return _evidence(rows_of_kinds(path, LAYOUT, HOST_KINDS, TEXT_KINDS))


def _evidence(rows: list[Mapping[str, str]]) -> Evidence:
    labels = {f"row{at}": row.get("label", "") for at, row in enumerate(rows)}

    def pattern(kind: str) -> re.Pattern[str]:
        # the empty group follows its pattern: in front, it would slow down the search
        alternatives = (
            f"(?:{row['name']})(?P<row{at}>)" for at, row in enumerate(rows) if row["kind"] == kind
        )
        return re.compile(
            rf"\b(?:{'|'.join(alternatives) or '(?!)'})(?!\w)"
        )  # without rows: nothing

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
