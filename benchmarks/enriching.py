"""Time to describe a post of 700 words: each part by itself, and all of them.

python -m benchmarks.enriching [POSTS]: on generated posts in which one sentence of eight is a
claim, a citation or a contact.
"""

import random
import sys
from collections.abc import Callable
from time import process_time
from typing import Any

from benchmarks.claims import labelled
from pipelines.enrich.citations.citations import read_citations
from pipelines.enrich.claims.claims import claims
from pipelines.enrich.contacts.contacts import contacts
from pipelines.enrich.describe import describe
from pipelines.enrich.readability import readability
from pipelines.enrich.sentences import sentences
from pipelines.items import Block

WORDS = 700
SEED = 5


def post(rng: random.Random, telling: list[Block], plain: list[Block]) -> list[Block]:
    """Paragraphs of one sentence with a fact and three without, each with a new word."""
    blocks: list[Block] = []
    while sum(len(block.text.split()) for block in blocks) < WORDS:
        first, rest = rng.choice(telling), rng.sample(plain, 3)
        words = "".join(rng.choices("abcdefghij", k=12))
        text = " ".join(f"{block.text} It is {words}." for block in (first, *rest))
        blocks.append(Block(kind=first.kind, text=text, links=first.links))
    return blocks


def milliseconds(run: Callable[[list[Block]], Any], posts: list[list[Block]]) -> float:
    """Mean CPU time per post, without cached sentences."""
    sentences.cache_clear()
    start = process_time()
    for blocks in posts:
        run(blocks)
    return (process_time() - start) * 1000 / len(posts)


def main(count: int = 500) -> None:
    """Print the table."""
    rng = random.Random(SEED)
    telling = [example.block for example in labelled() if example.expected]
    plain = [example.block for example in labelled() if not example.expected]
    posts = [post(rng, telling, plain) for _ in range(count)]
    describe("A title", posts[0])  # reads the files of cues once
    for name, run in (
        ("sentences", lambda blocks: [sentences(block.text) for block in blocks]),
        ("claims", lambda blocks: claims("A title", blocks)),
        ("citations", read_citations),
        ("contacts", contacts),
        ("readability", lambda blocks: readability(blocks, "en")),
        ("all of it", lambda blocks: (describe("A title", blocks), readability(blocks, "en"))),
    ):
        print(f"{name:<12} {milliseconds(run, posts):6.2f} ms a post of {WORDS} words")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
