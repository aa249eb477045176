"""Quality of extraction on the shared corpus of real pages, compared with trafilatura alone.

    python -m benchmarks.gate [--floors benchmarks/floors.json [--update]] [--pages N]

Prints a table. With floors it exits with 1 if a figure fell below its floor. If the corpus is not
present it says so and exits with 0.
"""

import argparse
import gzip
import hashlib
import json
import logging
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import trafilatura
from lxml.html import HtmlElement

from benchmarks.pages import CORPUS, page_of
from benchmarks.scoring import kept, same_author, same_title, shingle_f1, word_f1, words
from pipelines.extract import extract
from pipelines.extract.document.decode import decode
from pipelines.extract.document.parse import parse
from pipelines.extract.render import text

EPSILON = 0.0005
"""One flipped paragraph on one page of 793 moves a mean by about 0.0002; floors forgive two."""
POST = "article"
LOWER_IS_BETTER = frozenset(
    {"foreign headings", "dates invented", "authors invented", "not posts accepted", "cpu ms"}
)
UNFLOORED = frozenset({"cpu ms"})
"""Figures that depend on the machine."""


@dataclass(slots=True)
class Reading:
    """What one extractor returns for a page."""

    text: str
    title: str | None
    author: str | None
    published_on: str | None
    is_post: bool
    cpu_ms: float


@dataclass(slots=True)
class Tally:
    """Hits and tries of one figure."""

    hit: float = 0.0
    tries: float = 0.0

    def add(self, hit: float, tries: float = 1.0) -> None:
        self.hit += hit
        self.tries += tries

    @property
    def share(self) -> float:
        return self.hit / self.tries if self.tries else 0.0


@dataclass(slots=True)
class Score:
    """All figures of one extractor."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    def add(self, figure: str, hit: float, tries: float = 1.0) -> None:
        self.tallies.setdefault(figure, Tally()).add(hit, tries)

    def merge(self, other: "Score") -> None:
        for figure, tally in other.tallies.items():
            self.add(figure, tally.hit, tally.tries)


def ours(url: str, body: bytes) -> Reading:
    """Extract a page with this project."""
    page = page_of(url, body)
    start = time.process_time()
    extraction = extract(page)
    body_text = text(extraction.blocks)
    return Reading(
        text=body_text,
        title=extraction.title.value,
        author=extraction.author.value,
        published_on=extraction.published.value,
        is_post=extraction.is_post,
        cpu_ms=(time.process_time() - start) * 1000,
    )


def bare(_: str, body: bytes) -> Reading:
    """Extract a page with trafilatura alone, without comments, with its own metadata."""
    start = time.process_time()
    document = trafilatura.bare_extraction(body, include_comments=False, with_metadata=True)
    cpu_ms = (time.process_time() - start) * 1000
    if document is None or isinstance(document, dict):
        return Reading("", None, None, None, is_post=False, cpu_ms=cpu_ms)
    return Reading(
        document.text or "",
        document.title,
        document.author,
        document.date,
        is_post=True,
        cpu_ms=cpu_ms,
    )


READERS = {"dripfeed": ours, "trafilatura": bare}


def score(reading: Reading, truth: dict[str, Any], tree: HtmlElement | None) -> Score:
    """All figures of one extractor on one page."""
    figures = Score()
    if truth["page_type"] != POST:
        figures.add("not posts accepted", reading.is_post)
        figures.add(f"{truth['page_type']} accepted", reading.is_post)
        return figures
    figures.add("posts accepted", reading.is_post)
    figures.add("word f1", word_f1(reading.text, truth["text"]))
    figures.add("shingle f1", shingle_f1(reading.text, truth["text"]))
    figures.add("title exact", same_title(reading.title, truth["title"]))
    figures.add("cpu ms", reading.cpu_ms)
    _score_snippets(figures, reading.text, truth)
    _score_facts(figures, reading, truth)
    if tree is not None:
        _score_structure(figures, reading.text, truth, tree)
    return figures


def _score_snippets(figures: Score, text: str, truth: dict[str, Any]) -> None:
    folded = " ".join(words(text))
    for figure, snippets in (("must have", "must_have"), ("must not have", "must_not_have")):
        for snippet in truth[snippets]:
            is_there = " ".join(words(snippet)) in folded
            figures.add(figure, is_there == (figure == "must have"))


def _score_facts(figures: Score, reading: Reading, truth: dict[str, Any]) -> None:
    """Right of given: among pages that truly have the fact; invented: among the others."""
    date, author = truth["published_on"], truth["author"]
    if not date:
        figures.add("dates invented", reading.published_on is not None)
    elif reading.published_on:
        figures.add("dates right of given", reading.published_on == date)
    if date:
        figures.add("dates given", reading.published_on is not None)
    if not author:
        figures.add("authors invented", reading.author is not None)
    elif reading.author:
        figures.add("authors right of given", same_author(reading.author, author))
    if author:
        figures.add("authors given", reading.author is not None)


def _score_structure(figures: Score, text: str, truth: dict[str, Any], tree: HtmlElement) -> None:
    """A heading or list item of the page is true if the true text has it as a line.

    Foreign headings are those whose words are nowhere in the true text, except the title.
    """
    true_lines = {tuple(words(line)) for line in truth["text"].split("\n")}
    headings = set(_lines_of(tree, "h1", "h2", "h3", "h4", "h5", "h6"))
    items = {line for line in _lines_of(tree, "li") if len(line) > 2}
    everything = " ".join(words(truth["text"]))
    foreign = {line for line in headings if " ".join(line) not in everything}
    figures.add("headings kept", *kept(headings & true_lines, text))
    figures.add("list items kept", *kept(items & true_lines, text))
    figures.add("foreign headings", *kept(foreign - {tuple(words(truth["title"] or ""))}, text))


def _lines_of(tree: HtmlElement, *tags: str) -> Iterator[tuple[str, ...]]:
    for element in tree.iter(*tags):
        tokens = tuple(words(element.text_content() or ""))
        if tokens:
            yield tokens


def score_page(job: tuple[str, dict[str, Any]]) -> dict[str, Score]:
    """Score all extractors on one page of the corpus."""
    logging.disable(logging.CRITICAL)
    key, truth = job
    body = gzip.decompress((CORPUS / "html" / f"{key}.html.gz").read_bytes())
    parsed = parse(decode(body, {}))
    tree = parsed.tree if parsed else None
    return {name: score(read(truth["url"], body), truth, tree) for name, read in READERS.items()}


def run(pages: int | None) -> tuple[dict[str, Score], str]:
    """Score the corpus with two processes; also return the SHA-256 of its truth file."""
    raw = (CORPUS / "truth.json").read_bytes()
    jobs = list(json.loads(raw).items())[:pages]
    totals = {name: Score() for name in READERS}
    with ProcessPoolExecutor(2) as pool:
        for scores in pool.map(score_page, jobs, chunksize=16):
            for name, page_score in scores.items():
                totals[name].merge(page_score)
    return totals, hashlib.sha256(raw).hexdigest()


def table(totals: dict[str, Score]) -> str:
    """The figures of all extractors, one per line."""
    figures = list(dict.fromkeys(f for score in totals.values() for f in score.tallies))
    head = f"{'':26}" + "".join(f"{name:>13}" for name in totals)
    rows = [
        f"{figure:26}"
        + "".join(f"{_share(reader_score, figure):>13}" for reader_score in totals.values())
        for figure in figures
    ]
    return "\n".join([head, *rows])


def _share(reader_score: Score, figure: str) -> str:
    tally = reader_score.tallies.get(figure)
    return f"{tally.share:.4f}" if tally else "-"


def fallen(shares: dict[str, float], floors: dict[str, float]) -> list[str]:
    """A sentence for each figure that is worse than its floor, or was not scored at all."""
    sunk = [
        f"{figure} is {shares[figure]:.4f}, its floor {floor:.4f}"
        for figure, floor in floors.items()
        if figure in shares and _worse(figure, shares[figure], floor) > EPSILON
    ]
    return [*sunk, *(f"{figure} was not scored" for figure in floors if figure not in shares)]


def _worse(figure: str, share: float, floor: float) -> float:
    return share - floor if _is_cost(figure) else floor - share


def _is_cost(figure: str) -> bool:
    return figure in LOWER_IS_BETTER or (figure.endswith("accepted") and figure[:5] != "posts")


def raised(shares: dict[str, float], floors: dict[str, float]) -> dict[str, float]:
    """Floors raised to what was reached; none is ever lowered."""
    best = {f: share for f, share in shares.items() if f not in UNFLOORED}
    for figure, floor in floors.items():
        if figure not in best or _worse(figure, best[figure], floor) > 0:
            best[figure] = floor
    return {figure: round(share, 4) for figure, share in best.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Score, print, compare with the floors; arguments are those of the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--floors", type=Path, help="file of floors to hold")
    parser.add_argument("--update", action="store_true", help="raise floors to what was reached")
    parser.add_argument("--pages", type=int, help="score only the first N pages")
    options = parser.parse_args(arguments)
    if options.pages is not None and options.floors is not None:
        parser.error("floors are those of all pages: leave out --pages or --floors")
    if not CORPUS.is_dir():
        print("the corpus of real pages is not present: nothing was scored")
        return 0
    totals, truth_sha256 = run(options.pages)
    print(table(totals))
    if options.floors is None:
        return 0
    shares = {figure: tally.share for figure, tally in totals["dripfeed"].tallies.items()}
    return check(options.floors, shares, truth_sha256, update=options.update)


def check(path: Path, shares: dict[str, float], truth_sha256: str, *, update: bool) -> int:
    """Compare the figures with the floors in a file; 1 if one fell or the truth differs."""
    stored = json.loads(path.read_text()) if path.exists() else {"floors": {}}
    if stored.get("truth_sha256", truth_sha256) != truth_sha256:
        print("the corpus is not the one that the floors were measured on")
        return 1
    broken = fallen(shares, stored["floors"])
    print("\n".join(broken))
    if update:
        floors = raised(shares, stored["floors"])
        content = {"truth_sha256": truth_sha256, "floors": dict(sorted(floors.items()))}
        path.write_text(json.dumps(content, indent=2) + "\n")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
