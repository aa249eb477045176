"""Writes a settled clinic: posts, what is no post any more, and second addresses."""

from collections.abc import Iterator

from sqlite_utils import Database

from pipelines.settle import Settled
from pipelines.store.posts import Change, drop_posts, save_post
from scrapers.frontier import Frontier
from scrapers.items import Skip
from scrapers.reasons import Reason


def save_settled(db: Database, clinic: str, settled: Settled) -> Iterator[Change]:
    """Write post after post, telling of each what became of it; to be run to its end.

    Each post is one transaction, so that a crawl can go on between two.
    """
    for post in settled.posts:
        yield save_post(db, post)
    drop_posts(db, clinic, keep={post.url for post in settled.posts})
    frontier = Frontier(db)
    for twin in settled.duplicates:
        frontier.skipped(
            Skip(url=twin.url, clinic=clinic, reason=Reason.DUPLICATE, detail=twin.same_as)
        )
