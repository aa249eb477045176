"""How well claims, citations and contacts are found: precision and recall on labelled sentences.

`make claims` prints the table that docs/claims.md shows. The sentences are ours; no cue was changed
because of one that is held out.
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
    """A sentence with what a reader finds in it."""

    block: Block
    part: str
    expected: frozenset[str]
    """Such as claim:cure, nct:NCT01627782 or phone:+17195550123."""


@dataclass(frozen=True, slots=True)
class Score:
    """Of one kind."""

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
            expected |= {f"citation:{each}" for each in row["citations"].split(" | ") if each}
            expected |= {f"contact:{each}" for each in row["contacts"].split(" | ") if each}
            yield Labelled(_block(row["sentence"]), row["part"], frozenset(expected))


def found_in(block: Block) -> frozenset[str]:
    """What the pipelines find in it, in the form of the labels."""
    cited = read_citations([block])
    told = {f"claim:{claim.kind}" for claim in claims(None, [block], cited.positions)}
    told |= {f"citation:{each.kind}:{each.identifier}" for each in cited.citations}
    told |= {f"contact:{each.kind}:{each.value}" for each in contacts([block])}
    return frozenset(told)


def scores(sentences: Iterable[Labelled]) -> list[Score]:
    """One score per kind of claim, per kind of contact, and for all citations together."""
    found: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for each in sentences:
        told = found_in(each.block)
        found.update(map(_kind, told & each.expected))
        missed.update(map(_kind, each.expected - told))
        wrong.update(map(_kind, told - each.expected))
    kinds = sorted({*found, *missed, *wrong})
    return [Score(kind, found[kind], missed[kind], wrong[kind]) for kind in kinds]


def overall(told: Iterable[Score]) -> Score:
    """The scores of all kinds in one."""
    listed = list(told)
    return Score(
        kind="all",
        found=sum(score.found for score in listed),
        missed=sum(score.missed for score in listed),
        wrong=sum(score.wrong for score in listed),
    )


def table() -> str:
    """The scores as a Markdown table: of sentences that cues were tuned on, and of the others."""
    of_part = {part: _with_total(part) for part in (TUNED, HELD_OUT)}
    lines = ["| kind | tuned on | P | R | held out | P | R |", "|---|---|---|---|---|---|---|"]
    for kind in [*sorted({*of_part[TUNED], *of_part[HELD_OUT]} - {"all"}), "all"]:
        cells = [_cells(of_part[part].get(kind)) for part in (TUNED, HELD_OUT)]
        lines.append(f"| {kind} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _with_total(part: str) -> dict[str, Score]:
    told = scores(each for each in labelled() if each.part == part)
    return {score.kind: score for score in (*told, overall(told))}


def _cells(score: Score | None) -> str:
    if score is None:
        return "0 | |"
    return f"{score.found + score.missed} | {score.precision:.2f} | {score.recall:.2f}"


def _kind(label: str) -> str:
    room, kind = label.split(":")[:2]
    return "citations" if room == "citation" else kind


def _block(sentence: str) -> Block:
    links = tuple(Link(url=url, anchor=anchor) for anchor, url in LINK.findall(sentence))
    return Block(kind=Kind.PARAGRAPH, text=LINK.sub(r"\1", sentence), links=links)


if __name__ == "__main__":
    print(table())
