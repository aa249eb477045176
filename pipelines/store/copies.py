"""Keeps the copies of all posts up to date, clinic by clinic, in the transaction of its posts.

What is stored is a function of the collection as it is: of the posts with their numbers, the
clinics' rows and today's rules. It does not matter in which order clinics came, how often they
were settled, or whether it was all compared anew (tests/pipelines/test_copies_order.py).
"""

import logging
from collections.abc import Collection

import numpy as np
from sqlite_utils import Database

from pipelines.dedupe.rules import VERSION, parameters_json
from pipelines.store import clusters
from pipelines.store.pairs import index, newest_compared, relate
from pipelines.store.refreshing import Reworded, refresh
from pipelines.store.wordings import Wordings, fingerprints_of
from scrapers.transaction import transaction

log = logging.getLogger(__name__)
TABLES = ("copies", "clusters", "fingerprints", "compared_posts", "compared_clinics", "comparison")
"""All that follows from the posts and can be made again."""


def compare_clinic(db: Database, clinic: str) -> None:
    """Compare the posts of a clinic that are new or changed with all others, all or nothing.

    To be called in the transaction that writes its posts.
    """
    with transaction(db):
        if not _is_by_todays_rules(db):
            _begin_anew(db)
        newest = newest_compared(db)
        refreshed = refresh(db, clinic)
        shifted = index(db, refreshed.reworded, newest)
        again = shifted | {each.post for each in refreshed.reworded}
        changed = clusters.follow(db, relate(db, again, newest, Wordings(db)))
        clusters.keep(db, changed | clusters.leaders_of(db, refreshed.redated))


def forget(db: Database, posts: Collection[int]) -> None:
    """Take posts that are to be dropped out of the index, the copies and the clusters.

    To be called before any text of their clinic changes: others may have to be judged again.
    """
    with transaction(db):
        gone = fingerprints_of(db, posts)
        nothing = np.empty(0, np.int32)
        changes = [Reworded(post=post, before=old, now=nothing) for post, old in gone.items()]
        newest = newest_compared(db)
        shifted = index(db, changes, newest)
        db.conn.executemany("DELETE FROM compared_posts WHERE post = ?", [(p,) for p in gone])
        younger = relate(db, shifted | gone.keys(), newest, Wordings(db))
        clusters.keep(db, clusters.follow(db, younger))


def catch_up(db: Database) -> None:
    """Compare the clinics that were not compared by today's rules, each in its own transaction.

    Does nothing where all were. What is cut short is continued the next time.
    """
    with transaction(db):
        if not _is_by_todays_rules(db):
            _begin_anew(db)
    waiting = db.execute(WAITING).fetchall()
    if waiting:
        count = sum(posts for _, posts in waiting)
        log.warning("comparing %d posts of %d clinics with one another", count, len(waiting))
    for clinic, _ in waiting:
        compare_clinic(db, clinic)


def compare_all(db: Database) -> None:
    """Forget all copies, and compare all posts anew."""
    with transaction(db):
        _begin_anew(db)
    catch_up(db)


def _is_by_todays_rules(db: Database) -> bool:
    """Whether what is stored was made by these rules; copies by two rules are never mixed.

    There are no rules in a new database, and after posts were deleted without `forget`: what the
    index still held of them would count.
    """
    row = db.execute("SELECT version, parameters FROM comparison").fetchone()
    if row is not None and tuple(row) != (VERSION, parameters_json()):
        log.warning(
            "the copies in this database were found by other rules (version %d, now %d): "
            "all posts are compared anew",
            row[0],
            VERSION,
        )
    return row is not None and tuple(row) == (VERSION, parameters_json())


def _begin_anew(db: Database) -> None:
    db.conn.execute("UPDATE posts SET cluster = NULL WHERE cluster IS NOT NULL")
    for table in TABLES:
        db.conn.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours only
    rules = (VERSION, parameters_json())
    db.conn.execute("INSERT INTO comparison (id, version, parameters) VALUES (1, ?, ?)", rules)


WAITING = """
SELECT posts.clinic, count(*) AS posts FROM posts
LEFT JOIN compared_clinics ON compared_clinics.clinic = posts.clinic
WHERE compared_clinics.clinic IS NULL
GROUP BY posts.clinic ORDER BY min(posts.id)
"""
