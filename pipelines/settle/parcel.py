"""A settled clinic on its way out of a worker: through a file, post by post, never all at once.

Sent whole, 10,000 posts were 95 MB that the crawl had to unpack at one go (measured).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import msgspec

from pipelines.items import Post, Term
from pipelines.settle import Duplicate, Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What `Settled` holds, its posts still in a file."""

    path: Path
    urls: frozenset[str]
    """Addresses of the posts."""
    duplicates: tuple[Duplicate, ...]
    terms: tuple[Term, ...]

    @property
    def posts(self) -> Iterator[Post]:
        """One post after the other; to be taken once, for the file is gone after the last."""
        with self.path.open("rb") as file:
            for line in file:
                yield msgspec.json.decode(line, type=Post)
        self.path.unlink()


def packed(settled: Settled, folder: Path) -> Parcel:
    """Write the posts into a new file of a folder, a line for each."""
    path = folder / f"{uuid4().hex}.jsonl"
    with path.open("wb") as file:
        for post in settled.posts:
            file.write(msgspec.json.encode(post) + b"\n")
    return Parcel(
        path=path,
        urls=settled.urls,
        duplicates=settled.duplicates,
        terms=settled.terms,
    )
