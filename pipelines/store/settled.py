"""Writes a settled clinic: posts, what is no post any more, second addresses, and copies."""

from collections import Counter
from collections.abc import Iterator

from sqlite_utils import Database

from pipelines.settle import Settled
from pipelines.settle.parcel import Parcel
from pipelines.store.batches import Turns, in_turns
from pipelines.store.copies.update import compare_clinic
from pipelines.store.posts import drop_posts, save_post
from pipelines.store.terms import save_terms
from scrapers.items import Skip
from scrapers.reasons import Reason
from scrapers.state.frontier import Frontier

Changes = Counter[str]
"""How many posts are new, changed and unchanged."""


def save_settled(db: Database, clinic: str, settled: Settled | Parcel) -> Turns[Changes]:
    """Write the posts of a clinic and what they copy, turn by turn; what became of the posts.

    One clinic at a time. What is cut short leaves each post whole, and its clinic waits to be
    compared; to settle it again completes it.
    """
    changes: Changes = Counter()
    yield from in_turns(db, _save_posts(db, clinic, settled, changes))
    yield from compare_clinic(db, clinic)
    return changes


def _save_posts(
    db: Database, clinic: str, settled: Settled | Parcel, changes: Changes
) -> Iterator[None]:
    save_terms(db, settled.terms)
    yield from drop_posts(db, clinic, keep=settled.urls)
    for post in settled.posts:
        changes[save_post(db, post)] += 1
        yield
    frontier = Frontier(db)
    for twin in settled.duplicates:
        frontier.skipped(
            Skip(url=twin.url, clinic=clinic, reason=Reason.DUPLICATE, detail=twin.same_as)
        )
        yield
