"""Writes a settled clinic: posts, what is no post any more, second addresses, and copies."""

from sqlite_utils import Database

from pipelines.settle import Settled
from pipelines.settle.parcel import Parcel
from pipelines.store.copies import compare_clinic
from pipelines.store.posts import Change, drop_posts, save_post
from pipelines.store.terms import save_terms
from scrapers.frontier import Frontier
from scrapers.items import Skip
from scrapers.reasons import Reason
from scrapers.transaction import transaction


def save_settled(db: Database, clinic: str, settled: Settled | Parcel) -> list[Change]:
    """Write the posts of a clinic and what they copy, telling of each post what became of it.

    All or nothing: no post is ever without its place in the index of copies, and which sentences
    a clinic repeats is known only from all of its posts.
    """
    with transaction(db):
        save_terms(db, settled.terms)
        drop_posts(db, clinic, keep=settled.urls)  # copies: before any text of theirs changes
        changes = [save_post(db, post) for post in settled.posts]
        frontier = Frontier(db)
        for twin in settled.duplicates:
            frontier.skipped(
                Skip(url=twin.url, clinic=clinic, reason=Reason.DUPLICATE, detail=twin.same_as)
            )
        compare_clinic(db, clinic)
    return changes
