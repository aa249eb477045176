"""How far JSON-LD agrees with our text on the shared corpus, and whether that tells good from bad.

    python -m benchmarks.witnesses

Prints one line for each page whose JSON-LD holds an articleBody, then what confidence foretells.
Measured: 25 pages, of which 21 witnesses count; correlation .75; below 0.9 three pages with a mean
word F1 of .878, from 0.9 eighteen with .987.
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
"""Pages are told apart here."""


def pages() -> list[tuple[str, float, Agreement]]:
    """Key, word F1 and agreement of each post whose page holds an articleBody."""
    found: list[tuple[str, float, Agreement]] = []
    for key, truth in json.loads((CORPUS / "truth.json").read_bytes()).items():
        body = gzip.decompress((CORPUS / "html" / f"{key}.html.gz").read_bytes())
        if truth["page_type"] != POST or b"articleBody" not in body:
            continue
        told = extract(page_of(truth["url"], body))
        f1 = word_f1(text(told.blocks), truth["text"])
        found += [(key, f1, agreement) for agreement in told.agreements]
    return found


def main() -> None:
    """Print page by page, then what confidence foretells."""
    logging.disable(logging.CRITICAL)
    told = pages()
    for key, f1, one in sorted(told, key=lambda page: page[2].confidence or -1):
        print(f"{key}  f1 {f1:.3f}  ", end="")
        print(one.refused or f"{one.confidence:.3f}  in text {one.in_text}, back {one.in_witness}")
    counting = [(f1, one.confidence) for _, f1, one in told if one.confidence is not None]
    low = [f1 for f1, confidence in counting if confidence < LOW]
    high = [f1 for f1, confidence in counting if confidence >= LOW]
    print(f"{len(told)} pages, {len(counting)} witnesses count")
    print(f"correlation of confidence and f1: {correlation(*zip(*counting, strict=True)):.2f}")
    print(f"below {LOW}: {len(low)} pages, mean f1 {mean(low):.3f}")
    print(f"from {LOW}: {len(high)} pages, mean f1 {mean(high):.3f}")


if __name__ == "__main__":
    main()
