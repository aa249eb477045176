"""Prints how fast terms are found: the automaton beside a regular expression of all forms.

Run as `python -m benchmarks.terms`. Both read the same texts in one run, with the vocabulary as it
is and with ten times as many terms, invented by giving each form a number; the texts are those of
the shared corpus, or of the imitation clinics where there is none. The regular expression knows no
rule but "whole words in any case", so it does less. `mentions` is all that settling does with a
post's terms, sentences and ranks included.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Sized
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pipelines.enrich.terms.matcher import Vocabulary
from pipelines.enrich.terms.mentions import mentions
from pipelines.enrich.terms.rows import Entry, Form
from pipelines.enrich.terms.vocabulary import read_vocabulary
from pipelines.enrich.vocabulary_files import vocabulary_files
from pipelines.items import Block, Kind
from tests.sites.catalog import every_slug
from tests.sites.truth import truth

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "truth.json"
POST_WORDS = 700
"""Of a clinic's post; longer texts are cut to it, so that "per post" means what it says."""

Made = TypeVar("Made")


def main() -> None:
    """Measure and print the table."""
    posts = list(texts())
    words = sum(len(post.split()) for post in posts)
    tell(f"{len(posts)} posts of {words // len(posts)} words")
    own = read_vocabulary(vocabulary_files())
    tell("method", "terms", "build ms", "ms/post", "posts/s", "found")
    for times in (1, 10):
        compare([more for entry in own.by_key.values() for more in multiplied(entry, times)], posts)
    row("mentions", own.by_key, 0, posts, lambda post: len(mentions(None, body(post), own)))


def compare(entries: list[Entry], posts: list[str]) -> None:
    """Measure both methods over the same terms; the slow one on every so many-th post."""
    build, vocabulary = timed(lambda: Vocabulary(entries))
    row("automaton", entries, build, posts, lambda post: len(vocabulary.find(post)))
    build, naive = timed(lambda: alternation(entries))
    row(
        "regex", entries, build, posts[:: len(entries) // 50], lambda post: len(naive.findall(post))
    )


def texts() -> Iterator[str]:
    """Posts, none longer than clinics write them."""
    if CORPUS.is_file():
        told = json.loads(CORPUS.read_text(encoding="utf-8")).values()
        whole = [page["text"] or "" for page in told]
    else:
        whole = [post.text for slug in every_slug() for post in truth(slug)]
    for text in whole:
        if kept := re.match(rf"\s*(?:\S+\s+){{100,{POST_WORDS}}}", text):
            yield kept[0]


def body(post: str) -> list[Block]:
    """The post as paragraphs."""
    return [Block(kind=Kind.PARAGRAPH, text=line) for line in post.splitlines() if line.strip()]


def multiplied(entry: Entry, times: int) -> Iterator[Entry]:
    """The entry, and invented ones like it that no text holds."""
    yield entry
    for number in range(1, times):
        term = replace(entry.term, label=f"{entry.term.label} {number}")
        forms = tuple(Form(f"{form.text} {number}", form.rule) for form in entry.forms)
        yield replace(entry, term=term, forms=forms)


def alternation(entries: list[Entry]) -> re.Pattern[str]:
    """All forms as one regular expression, the longest first."""
    forms = {form.text for entry in entries for form in entry.forms}
    ordered = sorted(forms, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, ordered))})(?!\w)", re.IGNORECASE)


def timed(work: Callable[[], Made]) -> tuple[float, Made]:
    """Seconds of processor time, and what the work gave."""
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


def row(
    method: str, terms: Sized, build: float, posts: list[str], find: Callable[[str], int]
) -> None:
    """Search the posts and print how that went."""
    seconds, found = timed(lambda: sum(map(find, posts)))
    each = seconds / len(posts)
    per_post = round(found / len(posts), 1)
    tell(method, len(terms), round(build * 1e3), f"{each * 1e3:.2f}", round(1 / each), per_post)


def tell(*cells: object) -> None:
    """Print one row."""
    sys.stdout.write("".join(f"{cell!s:<12}" for cell in cells).rstrip() + "\n")


if __name__ == "__main__":
    main()
