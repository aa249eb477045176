"""Keeps the near-duplicates of all posts up to date, clinic by clinic, in short transactions.

The result depends only on the collection as it is: the posts with their ids, the clinics' rows and
the current rules. It does not depend on the order of the clinics, on how often they were settled,
or on interruptions (tests/pipelines/store/copies/test_order.py). Clinics and posts that wait for
comparison are marked in the database, so an interrupted update continues later.
"""

import logging
from collections.abc import Iterator

import numpy as np
from sqlite_utils import Database

from pipelines.dedupe.rules import VERSION, parameters_json
from pipelines.store.batches import Batches, in_batches, run_now
from pipelines.store.copies import clusters
from pipelines.store.copies.cached_texts import CachedTexts, fingerprints_of
from pipelines.store.copies.pairs import Reworded, index, newest_compared, relate, save_copies
from pipelines.store.copies.refresh import refresh
from scrapers.state.transaction import transaction

log = logging.getLogger(__name__)
TABLES = ("copies", "clusters", "fingerprints", "compared_posts", "compared_clinics", "comparison")
"""All that is derived from the posts and can be computed again."""
POSTS_PER_STEP = 16
"""Posts whose copies are written in one step: 24 ms where each shares sentences with a hundred
others (measured), and clusters that they share are counted once."""


def compare_clinic(db: Database, clinic: str) -> Batches[None]:
    """Compare the new and changed posts of a clinic with all others, batch by batch."""
    _ensure_current_rules(db)
    yield from in_batches(db, refresh(db, clinic))
    yield from in_batches(db, _compare_waiting(db))


def forget(db: Database, post: int) -> None:
    """Remove a post that is about to be deleted from the index, the copies and the clusters."""
    with transaction(db):
        change = Reworded(
            post=post, indexed=fingerprints_of(db, post), current=np.empty(0, np.int32)
        )
        index(db, [change], newest_compared(db))
        db.conn.execute("DELETE FROM compared_posts WHERE post = ?", (post,))
        clusters.save_clusters(db, clusters.reassign(db, save_copies(db, post, {})))


def catch_up(db: Database) -> None:
    """Compare all clinics and posts that wait for comparison by the current rules.

    Does nothing if none waits. An interrupted comparison continues the next time.
    """
    _ensure_current_rules(db)
    waiting = db.execute(WAITING).fetchall()
    if waiting:
        count = sum(posts for _, posts in waiting)
        log.warning("comparing %d posts of %d clinics with one another", count, len(waiting))
    for clinic, _ in waiting:
        run_now(compare_clinic(db, clinic))
    run_now(in_batches(db, _compare_waiting(db)))


def compare_all(db: Database) -> None:
    """Delete all copies, and compare all posts again."""
    with transaction(db):
        _reset(db)
    catch_up(db)


def _compare_waiting(db: Database) -> Iterator[None]:
    """Compare the posts that wait for comparison, step by step."""
    texts = CachedTexts(db)
    while waiting := db.execute(WAITING_POSTS, (POSTS_PER_STEP,)).fetchall():
        younger = relate(db, dict(waiting), texts)
        clusters.save_clusters(db, clusters.reassign(db, younger))
        db.conn.executemany(COMPARED, [(post,) for post, _ in waiting])
        yield


def _ensure_current_rules(db: Database) -> None:
    """Reset the stored copies if they were found by other rules."""
    with transaction(db):
        if not _has_current_rules(db):
            _reset(db)


def _has_current_rules(db: Database) -> bool:
    """Return whether the stored copies follow the current rules; two rules are never mixed.

    A new database has no rules. Neither has one whose posts were deleted without `forget`: the
    index would still count them.
    """
    row = db.execute("SELECT version, parameters FROM comparison").fetchone()
    if row is not None and tuple(row) != (VERSION, parameters_json()):
        log.warning(
            "the copies in this database were found by other rules (version %d, now %d): "
            "all posts are compared again",
            row[0],
            VERSION,
        )
    return row is not None and tuple(row) == (VERSION, parameters_json())


def _reset(db: Database) -> None:
    db.conn.execute("UPDATE posts SET cluster = NULL WHERE cluster IS NOT NULL")
    for table in TABLES:
        db.conn.execute(f"DELETE FROM {table}")  # noqa: S608 - constant names only
    rules = (VERSION, parameters_json())
    db.conn.execute("INSERT INTO comparison (id, version, parameters) VALUES (1, ?, ?)", rules)


WAITING = """
SELECT posts.clinic, count(*) AS posts FROM posts
LEFT JOIN compared_clinics ON compared_clinics.clinic = posts.clinic
WHERE compared_clinics.clinic IS NULL OR compared_clinics.waits_for IS NOT NULL
GROUP BY posts.clinic ORDER BY min(posts.id)
"""
WAITING_POSTS = """
SELECT post, waits_for FROM compared_posts WHERE waits_for IS NOT NULL ORDER BY post LIMIT ?
"""
COMPARED = "UPDATE compared_posts SET waits_for = NULL WHERE post = ?"
