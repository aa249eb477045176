"""Stores a settled clinic: its posts, dropped posts, alias URLs and near-duplicates.

A worker process hands its posts over in a spool file, and they are read one by one: sent at once,
10,000 posts were 95 MB that the crawl had to unpickle in one go (measured).
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
    """A `SettledClinic` whose posts are in a file, one JSON object per line."""

    path: Path
    urls: frozenset[str]
    """URLs of the posts."""
    aliases: tuple[AliasUrl, ...]
    terms: tuple[Term, ...]

    @property
    def posts(self) -> Iterator[Post]:
        """The posts one by one; only once, because the file is deleted after the last."""
        with self.path.open("rb") as file:
            for line in file:
                yield msgspec.json.decode(line, type=Post)
        self.path.unlink()


def write_spool_file(settled: SettledClinic, folder: Path) -> SpoolFile:
    """Write the posts into a new file in a folder."""
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
    """Write the posts of a clinic and their copies, batch by batch; return the count of changes.

    Only one clinic at a time. After an interruption each post is complete and the clinic waits for
    comparison; settling it again finishes the work.
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
    for alias in settled.aliases:
        frontier.mark_skipped(
            Skip(url=alias.url, clinic=clinic, reason=Reason.DUPLICATE, detail=alias.same_as)
        )
        yield
