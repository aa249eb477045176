"""Writes a settled clinic: posts, what is no post any more, second addresses, and copies.

A settled clinic on its way out of a worker: through a file, post by post, never all at once.

Sent whole, 10,000 posts were 95 MB that the crawl had to unpack at one go (measured).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import msgspec
from sqlite_utils import Database

from pipelines.items import Post, Term
from pipelines.items.settled import AliasUrl, SettledClinic
from pipelines.store.batches import Batches, in_batches
from pipelines.store.copies.update import compare_clinic
from pipelines.store.posts import drop_posts, save_post
from pipelines.store.terms import save_terms
from scrapers.items import Skip
from scrapers.reasons import Reason
from scrapers.state.frontier import Frontier


@dataclass(frozen=True, slots=True, kw_only=True)
class SpoolFile:
    """What `SettledClinic` holds, its posts still in a file."""

    path: Path
    urls: frozenset[str]
    """Addresses of the posts."""
    aliases: tuple[AliasUrl, ...]
    terms: tuple[Term, ...]

    @property
    def posts(self) -> Iterator[Post]:
        """One post after the other; to be taken once, for the file is gone after the last."""
        with self.path.open("rb") as file:
            for line in file:
                yield msgspec.json.decode(line, type=Post)
        self.path.unlink()


def packed(settled: SettledClinic, folder: Path) -> SpoolFile:
    """Write the posts into a new file of a folder, a line for each."""
    path = folder / f"{uuid4().hex}.jsonl"
    with path.open("wb") as file:
        for post in settled.posts:
            file.write(msgspec.json.encode(post) + b"\n")
    return SpoolFile(
        path=path,
        urls=settled.urls,
        aliases=settled.aliases,
        terms=settled.terms,
    )


Changes = Counter[str]
"""How many posts are new, changed and unchanged."""


def save_settled(db: Database, clinic: str, settled: SettledClinic | SpoolFile) -> Batches[Changes]:
    """Write the posts of a clinic and what they copy, turn by turn; what became of the posts.

    One clinic at a time. What is cut short leaves each post whole, and its clinic waits to be
    compared; to settle it again completes it.
    """
    changes: Changes = Counter()
    yield from in_batches(db, _save_posts(db, clinic, settled, changes))
    yield from compare_clinic(db, clinic)
    return changes


def _save_posts(
    db: Database, clinic: str, settled: SettledClinic | SpoolFile, changes: Changes
) -> Iterator[None]:
    save_terms(db, settled.terms)
    yield from drop_posts(db, clinic, keep=settled.urls)
    for post in settled.posts:
        changes[save_post(db, post)] += 1
        yield
    frontier = Frontier(db)
    for twin in settled.aliases:
        frontier.mark_skipped(
            Skip(url=twin.url, clinic=clinic, reason=Reason.DUPLICATE, detail=twin.same_as)
        )
        yield
