"""How long a post takes to be described: each part on its own, and all of them, per 700 words.

python -m benchmarks.enriching [POSTS]: on made-up posts in which one sentence of eight
is a claim, a reference or a contact.
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
    """Paragraphs of one sentence that tells something and three that do not, made of new words."""
    made: list[Block] = []
    while sum(len(block.text.split()) for block in made) < WORDS:
        first, rest = rng.choice(telling), rng.sample(plain, 3)
        words = "".join(rng.choices("abcdefghij", k=12))
        text = " ".join(f"{block.text} It is {words}." for block in (first, *rest))
        made.append(Block(kind=first.kind, text=text, links=first.links))
    return made


def milliseconds(run: Callable[[list[Block]], Any], posts: list[list[Block]]) -> float:
    """Mean time of the processor for one post; sentences are split anew."""
    sentences.cache_clear()
    start = process_time()
    for blocks in posts:
        run(blocks)
    return (process_time() - start) * 1000 / len(posts)


def main(count: int = 500) -> None:
    """Print the table."""
    rng = random.Random(SEED)
    telling = [each.block for each in labelled() if each.expected]
    plain = [each.block for each in labelled() if not each.expected]
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
