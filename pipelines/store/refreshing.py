"""What changed of a clinic's posts since they were compared, kept for the next time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import numpy as np
from sqlite_utils import Database

from pipelines.dedupe.fingerprints import fingerprints
from pipelines.dedupe.masks import Masks, clinic_masks
from pipelines.dedupe.numbers import Short
from pipelines.dedupe.wording import (
    Wording,
    cleaned,
    repeated_sentences,
    sentence_set,
    text_number,
    wording,
)
from pipelines.store.wordings import Context, remember, short_from, stored_context

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """A post whose compared words changed."""

    post: int
    before: Short
    """Fingerprints that the index has of it."""
    now: Short
    """Fingerprints that it is to have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """What changed of a clinic's posts."""

    reworded: Sequence[Reworded]
    redated: Sequence[int]
    """Posts whose date or page changed, so that another one may have been first."""


def refresh(db: Database, clinic: str) -> Refreshed:
    """Bring what is kept of a clinic's posts up to date.

    Reads the texts that are new, and those with a sentence that the clinic repeats now and did not
    before, or the other way round; all of them where its masks changed.
    """
    before = stored_context(db, clinic)
    masks = _masks(db, clinic)
    rows = {row["id"]: row for row in db.query(POSTS, {"clinic": clinic})}
    redated = [post for post, row in rows.items() if row["kept_dated"] != _dated(row)]
    is_masked_alike = before is not None and before.masks == masks
    unread = [post for post, row in rows.items() if not (is_masked_alike and _is_kept(row))]
    if before is not None and not unread and before.post_count == len(rows):
        _keep_dates(db, rows, redated)
        return Refreshed(reworded=(), redated=redated)
    read = {post: wording(_text(db, post), masks) for post in unread}
    sentences = {
        post: sentence_set(read[post]) if post in read else short_from(row["sentences"])
        for post, row in rows.items()
    }
    repeated = repeated_sentences(sentences.values())
    context = Context(masks=masks, repeated=repeated, post_count=len(rows))
    if before is not None:
        for post in _touched(sentences, np.setxor1d(before.repeated, repeated)):
            read.setdefault(post, wording(_text(db, post), masks))
    _keep_clinic(db, clinic, context)
    reworded = [_keep_post(db, rows[post], told, context) for post, told in read.items()]
    _keep_dates(db, rows, redated)
    return Refreshed(reworded=[each for each in reworded if each is not None], redated=redated)


def _masks(db: Database, clinic: str) -> Masks:
    name, website, city, state = db.conn.execute(CLINIC, (clinic,)).fetchone()
    return clinic_masks(
        name=name,
        website=website,
        city=city,
        state=state,
        authors=[author for (author,) in db.conn.execute(AUTHORS, (clinic,))],
        addresses=[address for (address,) in db.conn.execute(ADDRESSES, (clinic,))],
    )


def _is_kept(row: Row) -> bool:
    return bool(row["kept_number"] == _text_number(row))


def _text_number(row: Row) -> int:
    """The first 64 bits of the text's fingerprint, signed."""
    return int.from_bytes(bytes.fromhex(row["text_sha256"][:16]), "big", signed=True)


def _dated(row: Row) -> int:
    """A number of all that tells whether a post was first."""
    told = blake2b(repr(row["dated"]).encode(), digest_size=8).digest()
    return int.from_bytes(told, "big", signed=True)


def _touched(sentences: Mapping[int, Short], moved: Short) -> list[int]:
    """The posts with a sentence that became a repeated one, or is none any more."""
    if not len(moved):
        return []
    return [post for post, each in sentences.items() if np.isin(each, moved).any()]


def _text(db: Database, post: int) -> str:
    text: str = db.conn.execute("SELECT text FROM posts WHERE id = ?", (post,)).fetchone()[0]
    return text


def _keep_clinic(db: Database, clinic: str, context: Context) -> None:
    row = (clinic, context.masks.as_json, context.repeated.tobytes(), context.post_count)
    db.conn.execute(KEEP_CLINIC, row)


def _keep_post(db: Database, row: Row, told: Wording, context: Context) -> Reworded | None:
    words = cleaned(told, context.repeated)
    number = text_number(words)
    is_new = row["words_number"] is None
    is_reworded = is_new or (row["words_number"], row["plain_number"]) != (number, told.plain)
    before = np.empty(0, np.int32) if is_new else short_from(row["fingerprints"])
    now = fingerprints(words) if is_reworded else before
    kept = {
        "post": row["id"],
        "text_number": _text_number(row),
        "words_number": number,
        "plain_number": told.plain,
        "dated": _dated(row),
        "sentences": sentence_set(told).tobytes(),
        "fingerprints": now.tobytes(),
    }
    db.conn.execute(KEEP_POST, kept)
    if not is_reworded:
        return None
    remember(words, number, told.plain)  # it is judged next
    return Reworded(post=row["id"], before=before, now=now)


def _keep_dates(db: Database, rows: Mapping[int, Row], posts: Sequence[int]) -> None:
    told = [(_dated(rows[post]), post) for post in posts]
    db.conn.executemany("UPDATE compared_posts SET dated = ? WHERE post = ?", told)


POSTS = """
SELECT posts.id, posts.text_sha256, kept.text_number AS kept_number, kept.words_number,
    kept.plain_number, kept.dated AS kept_dated, kept.sentences, kept.fingerprints,
    concat_ws(' ', posts.published_on, posts.published_source, posts.first_seen_at,
        pages.body_sha256) AS dated
FROM posts
LEFT JOIN compared_posts AS kept ON kept.post = posts.id
LEFT JOIN pages ON pages.url = posts.url
WHERE posts.clinic = :clinic ORDER BY posts.id
"""
CLINIC = "SELECT name, website, city, state FROM clinics WHERE slug = ?"
AUTHORS = """
SELECT DISTINCT author FROM posts
WHERE clinic = ? AND author IS NOT NULL AND author_kind IS NOT 'default_account' ORDER BY author
"""
ADDRESSES = """
SELECT DISTINCT contacts.raw FROM contacts JOIN posts ON posts.id = contacts.post
WHERE posts.clinic = ? AND contacts.kind = 'address' AND contacts.is_usual = 1
"""
KEEP_CLINIC = """
INSERT INTO compared_clinics (clinic, masks, repeated, post_count) VALUES (?, ?, ?, ?)
ON CONFLICT (clinic) DO UPDATE SET masks = excluded.masks, repeated = excluded.repeated,
    post_count = excluded.post_count
"""
KEEP_POST = """
INSERT INTO compared_posts
VALUES (:post, :text_number, :words_number, :plain_number, :dated, :sentences, :fingerprints)
ON CONFLICT (post) DO UPDATE SET text_number = excluded.text_number,
    words_number = excluded.words_number, plain_number = excluded.plain_number,
    dated = excluded.dated, sentences = excluded.sentences, fingerprints = excluded.fingerprints
"""
