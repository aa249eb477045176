"""Candidate pairs from the inverted index of fingerprints, and the copies found among them.

Which pairs are compared depends on the collection as it is, not on the order in which it grew: two
posts must share `MIN_SHARED` fingerprints, and a fingerprint counts only if the older post is among
the first `MAX_POSTS` that have it. So after a change only two kinds of posts are compared again:
those that changed, and those that entered or left the first posts of a fingerprint.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from pipelines.dedupe.prefilter import prefilter
from pipelines.dedupe.rules import MAX_POSTS, MIN_SHARED
from pipelines.dedupe.similarity import Copy, classify_pair
from pipelines.dedupe.word_hashes import ShortHashes
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
    indexed: ShortHashes
    """Fingerprints in the index."""
    current: ShortHashes
    """Fingerprints of the new words."""


def newest_compared(db: Database) -> int:
    """Return the highest post id in the index; 0 if it is empty."""
    newest: int = db.execute("SELECT coalesce(max(post), 0) FROM compared_posts").fetchone()[0]
    return newest


def index(db: Database, changes: Sequence[Reworded], newest: int) -> None:
    """Bring the fingerprints of posts up to date.

    newest: the highest post id in the index before; younger posts displace no others. Posts that a
    change lets enter or leave the first posts of a fingerprint wait to be compared again.
    """
    new_entries = [
        (fingerprint, change.post)
        for change in changes
        if change.post > newest
        for fingerprint in change.current.tolist()
    ]
    db.conn.executemany(INSERT, sorted(new_entries))  # sorted: neighbours in the B-tree together
    for change in changes:
        if change.post <= newest:
            displaced = _reindex(db, change)
            db.conn.executemany(LET_WAIT, [(other,) for other in sorted(displaced)])


def relate(db: Database, waiting: Mapping[int, str], texts: CachedTexts) -> set[int]:
    """Compare posts with all that share enough fingerprints with them, and store the copies.

    waiting: with which posts each is to be compared: "all", or "older".
    Returns: the younger post of each copy that is new, changed or gone.
    """
    candidates = {
        post: _candidates(db, post, also_younger=waits_for == "all")
        for post, waits_for in waiting.items()
    }
    younger: set[int] = set()
    for post, others in candidates.items():
        younger |= save_copies(db, post, _find_copies(post, others, texts))
    return younger


def _find_copies(post: int, candidates: Iterable[int], texts: CachedTexts) -> dict[Pair, Copy]:
    """Return the copies among a post and its candidates."""
    copies: dict[Pair, Copy] = {}
    text = texts.of(post)
    assert text, f"post {post} waits to be compared, but is not in the index"
    readable = [
        (other, other_text) for other in candidates if (other_text := texts.of(other)) is not None
    ]
    flags = prefilter(text, [other_text for _, other_text in readable])
    for (other, other_text), may_be_copy in zip(readable, flags, strict=True):
        older, younger = (text, other_text) if post < other else (other_text, text)
        if may_be_copy and (copy := classify_pair(older, younger)) is not None:
            copies[min(post, other), max(post, other)] = copy
    return copies


def _reindex(db: Database, change: Reworded) -> set[int]:
    """Replace the fingerprints of a post that differ; return the posts that this displaces."""
    indexed, current = set(change.indexed.tolist()), set(change.current.tolist())
    displaced: set[int] = set()
    for fingerprint in indexed ^ current:
        statement = DELETE if fingerprint in indexed else INSERT
        first_posts = _first_posts(db, fingerprint)
        db.conn.execute(statement, (fingerprint, change.post))
        if len(first_posts) >= MAX_POSTS - 1:
            displaced |= first_posts ^ _first_posts(db, fingerprint)
    return displaced - {change.post}


def _first_posts(db: Database, fingerprint: int) -> set[int]:
    rows = db.conn.execute(FIRST, (fingerprint, MAX_ID, MAX_POSTS))
    return {post for (post,) in rows}


def _candidates(db: Database, post: int, *, also_younger: bool) -> list[int]:
    """Return the posts that share enough fingerprints with the post, sorted."""
    fingerprints = fingerprints_of(db, post)
    params = {
        "post": post,
        "numbers": str(fingerprints.tolist()),
        "last": MAX_POSTS - 1,
        "enough": MIN_SHARED,
    }
    candidates = [other for (other,) in db.conn.execute(OLDER, params)]
    if also_younger:
        candidates.extend(_younger(db, post, fingerprints))
    return sorted(candidates)


def _younger(db: Database, post: int, fingerprints: ShortHashes) -> Iterable[int]:
    """Return the younger posts that share enough fingerprints; the post must be a first one."""
    shared: Counter[int] = Counter()
    for fingerprint in fingerprints.tolist():
        if len(db.conn.execute(FIRST, (fingerprint, post, MAX_POSTS)).fetchall()) < MAX_POSTS:
            shared.update(other for (other,) in db.conn.execute(YOUNGER, (fingerprint, post)))
    return (other for other, count in shared.items() if count >= MIN_SHARED)


def save_copies(db: Database, post: int, copies: Mapping[Pair, Copy]) -> set[int]:
    """Write the copies of a post that differ from the stored ones; return their younger posts."""
    stored = {(row[0], row[1]): tuple(row[2:]) for row in db.conn.execute(STORED, (post, post))}
    rows = {pair: _row(copy) for pair, copy in copies.items()}
    gone = stored.keys() - rows.keys()
    changed = [pair for pair in sorted(rows) if stored.get(pair) != rows[pair]]
    db.conn.executemany("DELETE FROM copies WHERE post = ? AND other = ?", sorted(gone))
    values = [dict(zip(SAVED_COLUMNS, (*pair, *rows[pair]), strict=True)) for pair in changed]
    db.conn.executemany(SAVE_COPY, values)
    return {younger for _, younger in (*gone, *changed)}


def _row(copy: Copy) -> tuple[Any, ...]:
    return tuple(str(v) if isinstance(v := getattr(copy, c), CopyKind) else v for c in COLUMNS)


MAX_ID = 2**63 - 1
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
"""Older posts that share enough fingerprints of which they are among the first. One statement: a
query per fingerprint took a third of the whole time (measured)."""
LET_WAIT = "UPDATE compared_posts SET waits_for = 'all' WHERE post = ?"
YOUNGER = "SELECT post FROM fingerprints WHERE number = ? AND post > ?"
NAMES = ", ".join(COLUMNS)
STORED = f"SELECT post, other, {NAMES} FROM copies WHERE post = ? OR other = ?"  # noqa: S608
SAVED_COLUMNS = ("post", "other", *COLUMNS)
SAVE_COPY = upsert("copies", SAVED_COLUMNS, key=["post", "other"])
