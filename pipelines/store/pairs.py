"""Finds the posts that may share text by the index of fingerprints, and keeps what they share.

Whether two posts are judged depends on the collection as it is, never on the way it came about:
they must share enough fingerprints, of which one counts where the older post is among the first
so many that have it. So whatever changes, only posts that changed, and posts that came among the
first or left them, are judged again.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from pipelines.dedupe.judging import Copy, CopyKind, judge
from pipelines.dedupe.numbers import Short
from pipelines.dedupe.rules import LEAST_SHARED, MOST_POSTS
from pipelines.store.refreshing import Reworded
from pipelines.store.wordings import Wordings, fingerprints_of

Pair = tuple[int, int]
"""Two posts, the lower number first."""
COLUMNS = (
    "kind",
    "containment",
    "other_containment",
    "jaccard",
    "shared_words",
    "longest_run",
)


def newest_compared(db: Database) -> int:
    """The highest number of a post in the index; 0 where it is empty."""
    newest: int = db.execute("SELECT coalesce(max(post), 0) FROM compared_posts").fetchone()[0]
    return newest


def index(db: Database, changes: Sequence[Reworded], newest: int) -> set[int]:
    """Bring the index up to date; the posts that came among the first of a fingerprint or left.

    newest: the highest number of a post before; posts above it push nobody out.
    """
    fresh = [(n, each.post) for each in changes if each.post > newest for n in each.now.tolist()]
    db.conn.executemany(INSERT, sorted(fresh))  # sorted: neighbours of the index in one go
    shifted: set[int] = set()
    for each in changes:
        if each.post <= newest:
            shifted |= _reindex(db, each)
    return shifted


def relate(db: Database, posts: Collection[int], newest: int, wordings: Wordings) -> set[int]:
    """Judge the posts beside all that share enough with them, and keep what is found.

    posts: those that changed or whose candidates may have. newest: as for `index`.
    Returns: the younger post of each copy that is new, gone or other than it was.
    """
    pairs = _candidates(db, posts, newest)
    found: dict[Pair, Copy] = {}
    for older, younger in pairs:
        one, other = wordings.of(older), wordings.of(younger)
        if one and other and (copy := judge(one, other)) is not None:
            found[older, younger] = copy
    return _keep(db, posts, found)


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


def _candidates(db: Database, posts: Iterable[int], newest: int) -> list[Pair]:
    """The pairs with one of the posts that share enough fingerprints, sorted."""
    found: set[Pair] = set()
    for post, numbers in fingerprints_of(db, posts).items():
        asked = {"post": post, "numbers": str(numbers.tolist()), "last": MOST_POSTS - 1}
        asked["enough"] = LEAST_SHARED
        found.update((other, post) for (other,) in db.conn.execute(OLDER, asked))
        if post <= newest:
            found.update((post, other) for other in _younger(db, post, numbers))
    return sorted(found)


def _younger(db: Database, post: int, numbers: Short) -> Iterable[int]:
    """The younger posts that share enough fingerprints of which it is among the first itself."""
    found: Counter[int] = Counter()
    for number in numbers.tolist():
        if len(db.conn.execute(FIRST, (number, post, MOST_POSTS)).fetchall()) < MOST_POSTS:
            found.update(other for (other,) in db.conn.execute(YOUNGER, (number, post)))
    return (other for other, count in found.items() if count >= LEAST_SHARED)


def _keep(db: Database, posts: Iterable[int], found: Mapping[Pair, Copy]) -> set[int]:
    """Write what differs from what is stored of the posts; the younger post of each difference."""
    stored = _stored(db, posts)
    told = {pair: _row(copy) for pair, copy in found.items()}
    gone = stored.keys() - told.keys()
    other_now = [pair for pair in sorted(told) if stored.get(pair) != told[pair]]
    db.conn.executemany("DELETE FROM copies WHERE post = ? AND other = ?", sorted(gone))
    db.conn.executemany(KEEP, [(*pair, *told[pair]) for pair in other_now])
    return {younger for _, younger in (*gone, *other_now)}


def _stored(db: Database, posts: Iterable[int]) -> dict[Pair, tuple[Any, ...]]:
    found: dict[Pair, tuple[Any, ...]] = {}
    for post in posts:
        for row in db.conn.execute(STORED, (post, post)):
            found[row[0], row[1]] = tuple(row[2:])
    return found


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
YOUNGER = "SELECT post FROM fingerprints WHERE number = ? AND post > ?"
NAMES = ", ".join(COLUMNS)
STORED = f"SELECT post, other, {NAMES} FROM copies WHERE post = ? OR other = ?"  # noqa: S608
PLACES = ", ".join("?" * len(COLUMNS))
UPDATES = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS)
KEEP = f"""
INSERT INTO copies (post, other, {NAMES}) VALUES (?, ?, {PLACES})
ON CONFLICT (post, other) DO UPDATE SET {UPDATES}
"""  # noqa: S608 - names of ours only
