"""Finds the posts that may share text by the index of fingerprints, and keeps what they share.

Whether two posts are judged depends on the collection as it is, never on the way it came about:
they must share enough fingerprints, of which one counts where the older post is among the first
so many that have it. So whatever changes, only posts that changed, and posts that came among the
first or left them, are judged again.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from pipelines.dedupe.prefilter import prefilter
from pipelines.dedupe.rules import LEAST_SHARED, MOST_POSTS
from pipelines.dedupe.similarity import Copy, classify_pair
from pipelines.dedupe.word_hashes import Short
from pipelines.items import CopyKind
from pipelines.store.copies.cached_texts import CachedTexts, fingerprints_of
from scrapers.state.columns import columns_of, upsert

Pair = tuple[int, int]
"""Two posts, the lower number first."""
COLUMNS = columns_of(Copy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """A post whose compared words changed."""

    post: int
    before: Short
    """Fingerprints that the index has of it."""
    now: Short
    """Fingerprints that it is to have."""


def newest_compared(db: Database) -> int:
    """The highest number of a post in the index; 0 where it is empty."""
    newest: int = db.execute("SELECT coalesce(max(post), 0) FROM compared_posts").fetchone()[0]
    return newest


def index(db: Database, changes: Sequence[Reworded], newest: int) -> None:
    """Bring the fingerprints of posts up to date.

    newest: the highest number of a post before; posts above it push nobody out. Others that came
    among the first of a fingerprint by a change, or left them, wait to be judged again.
    """
    fresh = [(n, each.post) for each in changes if each.post > newest for n in each.now.tolist()]
    db.conn.executemany(INSERT, sorted(fresh))  # sorted: neighbours of the index in one go
    for each in changes:
        if each.post <= newest:
            shifted = _reindex(db, each)
            db.conn.executemany(LET_WAIT, [(other,) for other in sorted(shifted)])


def relate(db: Database, waiting: Mapping[int, str], wordings: CachedTexts) -> set[int]:
    """Judge posts beside all that share enough with them, and keep what is found.

    waiting: beside which posts each is to be judged: all, or older ones.
    Returns: the younger post of each copy that is new, gone or other than it was.
    """
    near = {
        post: _candidates(db, post, also_younger=waits_for == "all")
        for post, waits_for in waiting.items()
    }
    younger: set[int] = set()
    for post, others in near.items():
        younger |= keep(db, post, _judged(post, others, wordings))
    return younger


def _judged(post: int, near: Iterable[int], wordings: CachedTexts) -> dict[Pair, Copy]:
    """The copies among a post and those that share enough fingerprints with it."""
    found: dict[Pair, Copy] = {}
    mine = wordings.of(post)
    assert mine, f"post {post} waits to be judged, but is not in the index"
    read = [(other, theirs) for other in near if (theirs := wordings.of(other)) is not None]
    for (other, theirs), may_be in zip(
        read, prefilter(mine, [each for _, each in read]), strict=True
    ):
        one, two = (mine, theirs) if post < other else (theirs, mine)
        if may_be and (copy := classify_pair(one, two)) is not None:
            found[min(post, other), max(post, other)] = copy
    return found


def _reindex(db: Database, change: Reworded) -> set[int]:
    """Replace what differs of a post's fingerprints; the posts that it shifts."""
    before, now = set(change.before.tolist()), set(change.now.tolist())
    shifted: set[int] = set()
    for number in before ^ now:
        statement = DELETE if number in before else INSERT
        first_before = _first(db, number)
        db.conn.execute(statement, (number, change.post))
        if len(first_before) >= MOST_POSTS - 1:
            shifted |= first_before ^ _first(db, number)
    return shifted - {change.post}


def _first(db: Database, number: int) -> set[int]:
    rows = db.conn.execute(FIRST, (number, MAX_POST, MOST_POSTS))
    return {post for (post,) in rows}


def _candidates(db: Database, post: int, *, also_younger: bool) -> list[int]:
    """The posts that share enough fingerprints with the post, sorted."""
    numbers = fingerprints_of(db, post)
    asked = {"post": post, "numbers": str(numbers.tolist()), "last": MOST_POSTS - 1}
    asked["enough"] = LEAST_SHARED
    found = [other for (other,) in db.conn.execute(OLDER, asked)]
    if also_younger:
        found.extend(_younger(db, post, numbers))
    return sorted(found)


def _younger(db: Database, post: int, numbers: Short) -> Iterable[int]:
    """The younger posts that share enough fingerprints of which it is among the first itself."""
    found: Counter[int] = Counter()
    for number in numbers.tolist():
        if len(db.conn.execute(FIRST, (number, post, MOST_POSTS)).fetchall()) < MOST_POSTS:
            found.update(other for (other,) in db.conn.execute(YOUNGER, (number, post)))
    return (other for other, count in found.items() if count >= LEAST_SHARED)


def keep(db: Database, post: int, found: Mapping[Pair, Copy]) -> set[int]:
    """Write what differs from what is stored of a post; the younger post of each difference."""
    stored = {(row[0], row[1]): tuple(row[2:]) for row in db.conn.execute(STORED, (post, post))}
    told = {pair: _row(copy) for pair, copy in found.items()}
    gone = stored.keys() - told.keys()
    other_now = [pair for pair in sorted(told) if stored.get(pair) != told[pair]]
    db.conn.executemany("DELETE FROM copies WHERE post = ? AND other = ?", sorted(gone))
    rows = ((*pair, *told[pair]) for pair in other_now)
    db.conn.executemany(KEEP, [dict(zip(KEPT, row, strict=True)) for row in rows])
    return {younger for _, younger in (*gone, *other_now)}


def _row(copy: Copy) -> tuple[Any, ...]:
    return tuple(str(v) if isinstance(v := getattr(copy, c), CopyKind) else v for c in COLUMNS)


MAX_POST = 2**63 - 1
INSERT = "INSERT INTO fingerprints (number, post) VALUES (?, ?) ON CONFLICT DO NOTHING"
DELETE = "DELETE FROM fingerprints WHERE number = ? AND post = ?"
FIRST = "SELECT post FROM fingerprints WHERE number = ? AND post < ? ORDER BY post LIMIT ?"
OLDER = """
SELECT fingerprints.post
FROM json_each(:numbers) AS own
CROSS JOIN fingerprints ON fingerprints.number = own.value
    AND fingerprints.post <= min(:post - 1, coalesce((
        SELECT first.post FROM fingerprints AS first
        WHERE first.number = own.value ORDER BY first.post LIMIT 1 OFFSET :last
    ), :post))
GROUP BY fingerprints.post
HAVING count(*) >= :enough
"""
"""Older posts that share enough fingerprints of which they are among the first. One statement: to
ask for each fingerprint by itself took a third of the time of all (measured)."""
LET_WAIT = "UPDATE compared_posts SET waits_for = 'all' WHERE post = ?"
YOUNGER = "SELECT post FROM fingerprints WHERE number = ? AND post > ?"
NAMES = ", ".join(COLUMNS)
STORED = f"SELECT post, other, {NAMES} FROM copies WHERE post = ? OR other = ?"  # noqa: S608
KEPT = ("post", "other", *COLUMNS)
KEEP = upsert("copies", KEPT, key=["post", "other"])
