"""Writes a settled clinic: posts, what is no post any more, and second addresses."""

from collections.abc import Iterator

from sqlite_utils import Database

from pipelines.settle import Settled
from pipelines.settle.parcel import Parcel
from pipelines.store.posts import Change, drop_posts, save_post
from pipelines.store.terms import save_terms
from scrapers.frontier import Frontier
from scrapers.items import Skip
from scrapers.reasons import Reason


def save_settled(db: Database, clinic: str, settled: Settled | Parcel) -> Iterator[Change]:
    """Write post after post, telling of each what became of it; to be run to its end.

    Each post is one transaction, so that a crawl can go on between two.
    """
    save_terms(db, settled.terms)
    urls = set()
    for post in settled.posts:
        urls.add(post.url)
        yield save_post(db, post)
    drop_posts(db, clinic, keep=urls)
    frontier = Frontier(db)
    for twin in settled.duplicates:
        frontier.skipped(
            Skip(url=twin.url, clinic=clinic, reason=Reason.DUPLICATE, detail=twin.same_as)
        )
