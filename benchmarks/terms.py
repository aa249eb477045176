"""Speed of term matching: the automaton compared with a regular expression of all forms.

Run as `python -m benchmarks.terms`. Both search the same texts in the same run, with the vocabulary
as it is and with ten times as many terms, invented by adding a number to each form. The texts are
those of the shared corpus, else of the imitation clinics. The regular expression only matches whole
words in any case, so it does less. `mentions` is everything that settling does with terms,
including sentences and ranks.
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
"""Words of a typical post; longer texts are cut to it, so that "per post" is meaningful."""

Made = TypeVar("Made")


def main() -> None:
    """Measure and print the table."""
    posts = list(texts())
    words = sum(len(post.split()) for post in posts)
    print_row(f"{len(posts)} posts of {words // len(posts)} words")
    vocabulary = read_vocabulary(vocabulary_files())
    print_row("method", "terms", "build ms", "ms/post", "posts/s", "found")
    for times in (1, 10):
        compare(
            [more for entry in vocabulary.by_key.values() for more in multiplied(entry, times)],
            posts,
        )
    row(
        "mentions",
        vocabulary.by_key,
        0,
        posts,
        lambda post: len(mentions(None, body(post), vocabulary)),
    )


def compare(entries: list[Entry], posts: list[str]) -> None:
    """Measure both methods with the same terms; the slow one on a sample of the posts."""
    build, vocabulary = timed(lambda: Vocabulary(entries))
    row("automaton", entries, build, posts, lambda post: len(vocabulary.find(post)))
    build, naive = timed(lambda: alternation(entries))
    row(
        "regex", entries, build, posts[:: len(entries) // 50], lambda post: len(naive.findall(post))
    )


def texts() -> Iterator[str]:
    """Posts, cut to a typical length."""
    if CORPUS.is_file():
        pages = json.loads(CORPUS.read_text(encoding="utf-8")).values()
        whole = [page["text"] or "" for page in pages]
    else:
        whole = [post.text for slug in every_slug() for post in truth(slug)]
    for text in whole:
        if kept := re.match(rf"\s*(?:\S+\s+){{100,{POST_WORDS}}}", text):
            yield kept[0]


def body(post: str) -> list[Block]:
    """The post as paragraphs."""
    return [Block(kind=Kind.PARAGRAPH, text=line) for line in post.splitlines() if line.strip()]


def multiplied(entry: Entry, times: int) -> Iterator[Entry]:
    """The entry, and invented ones like it that no text contains."""
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
    """CPU seconds, and the result of the work."""
    start = time.process_time()
    done = work()
    return time.process_time() - start, done


def row(
    method: str, terms: Sized, build: float, posts: list[str], find: Callable[[str], int]
) -> None:
    """Search the posts and print a row."""
    seconds, mention_count = timed(lambda: sum(map(find, posts)))
    seconds_per_post = seconds / len(posts)
    per_post = round(mention_count / len(posts), 1)
    print_row(
        method,
        len(terms),
        round(build * 1e3),
        f"{seconds_per_post * 1e3:.2f}",
        round(1 / seconds_per_post),
        per_post,
    )


def print_row(*cells: object) -> None:
    """Print one row."""
    sys.stdout.write("".join(f"{cell!s:<12}" for cell in cells).rstrip() + "\n")


if __name__ == "__main__":
    main()
