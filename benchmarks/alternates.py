"""Agreement of JSON-LD with our text on the shared corpus, and whether it predicts quality.

    python -m benchmarks.alternates

Prints a line for each page whose JSON-LD has an articleBody, then what confidence predicts.
Measured: 25 pages, of which 21 alternate sources count; correlation .75; below 0.9 three pages with
a mean word F1 of .878, from 0.9 eighteen with .987.
"""

import gzip
import json
import logging
from statistics import correlation, mean

from benchmarks.gate import POST
from benchmarks.pages import CORPUS, page_of
from benchmarks.scoring import word_f1
from pipelines.extract import extract
from pipelines.extract.render import text
from pipelines.items import Agreement

LOW = 0.9
"""The threshold of confidence between the two groups of pages."""


def pages() -> list[tuple[str, float, Agreement]]:
    """Key, word F1 and agreement of each post whose page has an articleBody."""
    scored: list[tuple[str, float, Agreement]] = []
    for key, truth in json.loads((CORPUS / "truth.json").read_bytes()).items():
        body = gzip.decompress((CORPUS / "html" / f"{key}.html.gz").read_bytes())
        if truth["page_type"] != POST or b"articleBody" not in body:
            continue
        extraction = extract(page_of(truth["url"], body))
        f1 = word_f1(text(extraction.blocks), truth["text"])
        scored += [(key, f1, agreement) for agreement in extraction.agreements]
    return scored


def main() -> None:
    """Print each page, then what confidence predicts."""
    logging.disable(logging.CRITICAL)
    scored = pages()
    for key, f1, agreement in sorted(scored, key=lambda page: page[2].confidence or -1):
        print(f"{key}  f1 {f1:.3f}  ", end="")
        print(
            agreement.refused
            or f"{agreement.confidence:.3f}  there {agreement.in_text}, back {agreement.in_witness}"
        )
    counting = [
        (f1, agreement.confidence)
        for _, f1, agreement in scored
        if agreement.confidence is not None
    ]
    low = [f1 for f1, confidence in counting if confidence < LOW]
    high = [f1 for f1, confidence in counting if confidence >= LOW]
    print(f"{len(scored)} pages, {len(counting)} alternate sources count")
    print(f"correlation of confidence and f1: {correlation(*zip(*counting, strict=True)):.2f}")
    print(f"below {LOW}: {len(low)} pages, mean f1 {mean(low):.3f}")
    print(f"from {LOW}: {len(high)} pages, mean f1 {mean(high):.3f}")


if __name__ == "__main__":
    main()
