"""Precision and recall of claims, citations and contacts on labelled sentences.

`make claims` prints the table of docs/claims.md. We wrote the sentences; no cue was changed because
of a held-out one.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.enrich.citations.citations import read_citations
from pipelines.enrich.claims.claims import claims
from pipelines.enrich.contacts.contacts import contacts
from pipelines.items import Block, Kind, Link

SENTENCES = Path(__file__).parents[1] / "tests/pipelines/enrich/claims/labelled_sentences.csv"
LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
TUNED, HELD_OUT = "tuned", "held_out"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence with its labels."""

    block: Block
    part: str
    expected: frozenset[str]
    """Such as claim:cure, nct:NCT01627782 or phone:+17195550123."""


@dataclass(frozen=True, slots=True)
class Score:
    """Counts for one kind."""

    kind: str
    found: int
    missed: int
    wrong: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.found / ((self.found + self.wrong) or 1)

    @property
    def recall(self) -> float:
        """Share of what is there that was found."""
        return self.found / ((self.found + self.missed) or 1)


def labelled() -> Iterator[Labelled]:
    """The labelled sentences, as blocks."""
    with SENTENCES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            expected = {f"claim:{kind}" for kind in row["claims"].split()}
            expected |= {f"citation:{label}" for label in row["citations"].split(" | ") if label}
            expected |= {f"contact:{label}" for label in row["contacts"].split(" | ") if label}
            yield Labelled(_block(row["sentence"]), row["part"], frozenset(expected))


def found_in(block: Block) -> frozenset[str]:
    """What the project finds in a block, in the form of the labels."""
    cited = read_citations([block])
    labels = {f"claim:{claim.kind}" for claim in claims(None, [block], cited.positions)}
    labels |= {f"citation:{each.kind}:{each.identifier}" for each in cited.citations}
    labels |= {f"contact:{each.kind}:{each.value}" for each in contacts([block])}
    return frozenset(labels)


def scores(sentences: Iterable[Labelled]) -> list[Score]:
    """One score per kind of claim, per kind of contact, and for all citations together."""
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for example in sentences:
        labels = found_in(example.block)
        found.update(map(_kind, labels & example.expected))
        missed.update(map(_kind, example.expected - labels))
        wrong.update(map(_kind, labels - example.expected))
    kinds = sorted({*found, *missed, *wrong})
    return [Score(kind, found[kind], missed[kind], wrong[kind]) for kind in kinds]


def overall(kind_scores: Iterable[Score]) -> Score:
    """The scores of all kinds in one."""
    all_scores = list(kind_scores)
    return Score(
        kind="all",
        found=sum(score.found for score in all_scores),
        missed=sum(score.missed for score in all_scores),
        wrong=sum(score.wrong for score in all_scores),
    )


def table() -> str:
    """The scores as a Markdown table: for tuned sentences, and for held-out ones."""
    of_part = {part: _with_total(part) for part in (TUNED, HELD_OUT)}
    lines = ["| kind | tuned on | P | R | held out | P | R |", "|---|---|---|---|---|---|---|"]
    for kind in [*sorted({*of_part[TUNED], *of_part[HELD_OUT]} - {"all"}), "all"]:
        cells = [_cells(of_part[part].get(kind)) for part in (TUNED, HELD_OUT)]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _with_total(part: str) -> dict[str, Score]:
    kind_scores = scores(example for example in labelled() if example.part == part)
    return {score.kind: score for score in (*kind_scores, overall(kind_scores))}


def _cells(score: Score | None) -> str:
    if score is None:
        return "0 | |"
    return f"{score.found + score.missed} | {score.precision:.2f} | {score.recall:.2f}"


def _kind(label: str) -> str:
    table, kind = label.split(":")[:2]
    return "citations" if table == "citation" else kind


def _block(sentence: str) -> Block:
    links = tuple(Link(url=url, anchor=anchor) for anchor, url in LINK.findall(sentence))
    return Block(kind=Kind.PARAGRAPH, text=LINK.sub(r"\1", sentence), links=links)


if __name__ == "__main__":
    print(table())
