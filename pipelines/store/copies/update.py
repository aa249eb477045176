"""Keeps the copies of all posts up to date, clinic by clinic, in short turns.

What is stored is a function of the collection as it is: of the posts with their numbers, the
clinics' rows and today's rules. It does not matter in which order clinics came, how often they
were settled, where it was cut short, or whether it was all compared anew
(tests/pipelines/store/copies/test_order.py). Clinics and posts that were not looked at yet wait
for it in the database, so what is cut short is continued.
"""

import logging
from collections.abc import Iterator

import numpy as np
from sqlite_utils import Database

from pipelines.dedupe.rules import VERSION, parameters_json
from pipelines.store.batches import Batches, in_batches, run_now
from pipelines.store.copies import clusters
from pipelines.store.copies.cached_texts import CachedTexts, fingerprints_of
from pipelines.store.copies.pairs import Reworded, index, keep, newest_compared, relate
from pipelines.store.copies.refresh import refresh
from scrapers.state.transaction import transaction

log = logging.getLogger(__name__)
TABLES = ("copies", "clusters", "fingerprints", "compared_posts", "compared_clinics", "comparison")
"""All that follows from the posts and can be made again."""
JUDGED_AT_ONCE = 16
"""Posts whose copies are written in one step: 24 ms where each shares sentences with a hundred
others (measured), and clusters that they share are counted once."""


def compare_clinic(db: Database, clinic: str) -> Batches[None]:
    """Compare the posts of a clinic that are new or changed with all others, turn by turn."""
    _demand_todays_rules(db)
    yield from in_batches(db, refresh(db, clinic))
    yield from in_batches(db, _judge(db))


def forget(db: Database, post: int) -> None:
    """Take a post that is to be dropped out of the index, the copies and the clusters."""
    with transaction(db):
        change = Reworded(post=post, before=fingerprints_of(db, post), now=np.empty(0, np.int32))
        index(db, [change], newest_compared(db))
        db.conn.execute("DELETE FROM compared_posts WHERE post = ?", (post,))
        clusters.keep(db, clusters.follow(db, keep(db, post, {})))


def catch_up(db: Database) -> None:
    """Compare the clinics that were not compared by today's rules, or whose posts wait for it.

    Does nothing where none does. What is cut short is continued the next time.
    """
    _demand_todays_rules(db)
    waiting = db.execute(WAITING).fetchall()
    if waiting:
        count = sum(posts for _, posts in waiting)
        log.warning("comparing %d posts of %d clinics with one another", count, len(waiting))
    for clinic, _ in waiting:
        run_now(compare_clinic(db, clinic))
    run_now(in_batches(db, _judge(db)))


def _judge(db: Database) -> Iterator[None]:
    """Judge the posts that wait for it, step by step."""
    wordings = CachedTexts(db)
    while waiting := db.execute(WAITING_POSTS, (JUDGED_AT_ONCE,)).fetchall():
        younger = relate(db, dict(waiting), wordings)
        clusters.keep(db, clusters.follow(db, younger))
        db.conn.executemany(JUDGED, [(post,) for post, _ in waiting])
        yield


def compare_all(db: Database) -> None:
    """Forget all copies, and compare all posts anew."""
    with transaction(db):
        _begin_anew(db)
    catch_up(db)


def _demand_todays_rules(db: Database) -> None:
    """Begin anew where what is stored was made by other rules."""
    with transaction(db):
        if not _is_by_todays_rules(db):
            _begin_anew(db)


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
WHERE compared_clinics.clinic IS NULL OR compared_clinics.waits_for IS NOT NULL
GROUP BY posts.clinic ORDER BY min(posts.id)
"""
WAITING_POSTS = """
SELECT post, waits_for FROM compared_posts WHERE waits_for IS NOT NULL ORDER BY post LIMIT ?
"""
JUDGED = "UPDATE compared_posts SET waits_for = NULL WHERE post = ?"
