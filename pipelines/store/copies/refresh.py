"""Brings the stored fingerprints of a clinic's posts up to date with their texts."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

import numpy as np
from sqlite_utils import Database

from pipelines.dedupe.entity_placeholders import Placeholders, clinic_placeholders
from pipelines.dedupe.fingerprints import fingerprints
from pipelines.dedupe.normalize import (
    NormalizedText,
    drop_repeated,
    hash_text,
    normalize,
    repeated_sentences,
    sentence_set,
)
from pipelines.dedupe.word_hashes import ShortHashes
from pipelines.store.copies import clusters
from pipelines.store.copies.cached_texts import (
    Context,
    hashes_from,
    remember,
    stored_context,
)
from pipelines.store.copies.pairs import Reworded, index, newest_compared

Row = Mapping[str, Any]
POSTS_PER_STEP = 64
"""Posts that are indexed in one step, about 20 ms: indexing each post by itself took half as long
again, because pages of the index left the cache in between (8,000 posts, measured)."""


def refresh(db: Database, clinic: str) -> Iterator[None]:
    """Refresh a clinic's fingerprints step by step; posts whose words changed wait for comparison.

    Reads new texts, and those with a sentence that became repeated or ceased to be. Reads all texts
    if the clinic's placeholders changed, or if the last refresh was interrupted.
    """
    stored = stored_context(db, clinic)
    placeholders = _placeholders(db, clinic)
    rows = {row["id"]: row for row in db.query(POSTS, {"clinic": clinic})}
    yield from _refresh_dates(db, rows)
    is_valid = (
        stored is not None and not stored.is_incomplete and stored.placeholders == placeholders
    )
    outdated = [post for post, row in rows.items() if not (is_valid and _is_current(row))]
    if stored is None or outdated or stored.post_count != len(rows):
        texts, repeated = yield from _normalized(db, rows, outdated, placeholders, stored)
        context = Context(placeholders=placeholders, repeated=repeated, post_count=len(rows))
        _save_context(db, clinic, context)
        yield from _save_texts(db, rows, texts, context)
    db.conn.execute(DONE, (clinic,))


def _refresh_dates(db: Database, rows: Mapping[int, Row]) -> Iterator[None]:
    """Update the clusters of posts whose date or page changed: another post may be the first."""
    for post, row in rows.items():
        if row["kept_dated"] not in (None, _date_hash(row)):
            params = (_date_hash(row), post)
            db.conn.execute("UPDATE compared_posts SET dated = ? WHERE post = ?", params)
            clusters.save_clusters(db, clusters.representatives_of(db, [post]))
            yield


def _normalized(
    db: Database,
    rows: Mapping[int, Row],
    outdated: Iterable[int],
    placeholders: Placeholders,
    stored: Context | None,
) -> Generator[None, None, tuple[Mapping[int, NormalizedText], ShortHashes]]:
    """Return the outdated texts and those they affect, normalized, and the repeated sentences."""
    texts: dict[int, NormalizedText] = {}
    for post in outdated:
        texts[post] = normalize(_text(db, post), placeholders)
        yield
    sentences = {
        post: sentence_set(texts[post]) if post in texts else hashes_from(row["sentences"])
        for post, row in rows.items()
    }
    repeated = repeated_sentences(sentences.values())
    if stored is not None:
        for post in _posts_with(sentences, np.setxor1d(stored.repeated, repeated)):
            if post not in texts:
                texts[post] = normalize(_text(db, post), placeholders)
                yield
    return texts, repeated


def _save_texts(
    db: Database, rows: Mapping[int, Row], texts: Mapping[int, NormalizedText], context: Context
) -> Iterator[None]:
    """Save the normalized texts, many posts in each step."""
    ordered = sorted(texts.items())
    for at in range(0, len(ordered), POSTS_PER_STEP):
        step = ordered[at : at + POSTS_PER_STEP]
        _save_posts(db, [(rows[post], text) for post, text in step], context)
        yield


def _placeholders(db: Database, clinic: str) -> Placeholders:
    name, website, city, state = db.conn.execute(CLINIC, (clinic,)).fetchone()
    return clinic_placeholders(
        name=name,
        website=website,
        city=city,
        state=state,
        authors=[author for (author,) in db.conn.execute(AUTHORS, (clinic,))],
        addresses=[address for (address,) in db.conn.execute(ADDRESSES, (clinic,))],
    )


def _is_current(row: Row) -> bool:
    return bool(row["kept_number"] == _text_number(row))


def _text_number(row: Row) -> int:
    """Return the first 64 bits of the text's SHA-256, signed."""
    return int.from_bytes(bytes.fromhex(row["text_sha256"][:16]), "big", signed=True)


def _date_hash(row: Row) -> int:
    """Return a hash of all columns that decide whether a post was first."""
    digest = blake2b(repr(row["dated"]).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _posts_with(sentences: Mapping[int, ShortHashes], changed: ShortHashes) -> list[int]:
    """Return the posts that contain one of the changed sentences."""
    if not len(changed):
        return []
    return [post for post, hashes in sentences.items() if np.isin(hashes, changed).any()]


def _text(db: Database, post: int) -> str:
    text: str = db.conn.execute("SELECT text FROM posts WHERE id = ?", (post,)).fetchone()[0]
    return text


def _save_context(db: Database, clinic: str, context: Context) -> None:
    placeholders = context.placeholders.as_json
    row = (clinic, placeholders, context.repeated.tobytes(), context.post_count)
    db.conn.execute(SAVE_CONTEXT, row)


def _save_posts(
    db: Database, texts: Iterable[tuple[Row, NormalizedText]], context: Context
) -> None:
    """Save posts and their fingerprints; posts with changed words wait for comparison."""
    newest = newest_compared(db)
    changes: list[Reworded] = []
    compared_posts = []
    for row, text in texts:
        words = drop_repeated(text, context.repeated)
        numbers = (hash_text(words), text.plain_number)
        is_reworded = (row["words_number"], row["plain_number"]) != numbers
        indexed = hashes_from(row["fingerprints"] or b"")
        current = fingerprints(words) if is_reworded else indexed
        if is_reworded:
            changes.append(Reworded(post=row["id"], indexed=indexed, current=current))
            remember(words, *numbers)  # it is compared next
        waits_for = ("older" if row["id"] > newest else "all") if is_reworded else None
        compared_posts.append(_compared_post(row, text, numbers, current, waits_for))
    index(db, changes, newest)
    db.conn.executemany(SAVE_POST, compared_posts)


def _compared_post(
    row: Row,
    text: NormalizedText,
    numbers: tuple[int, int],
    current: ShortHashes,
    waits_for: str | None,
) -> Row:
    return {
        "post": row["id"],
        "text_number": _text_number(row),
        "words_number": numbers[0],
        "plain_number": numbers[1],
        "dated": _date_hash(row),
        "sentences": sentence_set(text).tobytes(),
        "fingerprints": current.tobytes(),
        "waits_for": waits_for,
    }


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
SAVE_CONTEXT = """
INSERT INTO compared_clinics (clinic, masks, repeated, post_count, waits_for)
VALUES (?, ?, ?, ?, 'words')
ON CONFLICT (clinic) DO UPDATE SET masks = excluded.masks, repeated = excluded.repeated,
    post_count = excluded.post_count, waits_for = 'words'
"""
DONE = """
UPDATE compared_clinics SET waits_for = NULL WHERE clinic = ? AND waits_for IS NOT NULL
"""
SAVE_POST = """
INSERT INTO compared_posts
VALUES (:post, :text_number, :words_number, :plain_number, :dated, :sentences, :fingerprints,
    :waits_for)
ON CONFLICT (post) DO UPDATE SET text_number = excluded.text_number,
    words_number = excluded.words_number, plain_number = excluded.plain_number,
    dated = excluded.dated, sentences = excluded.sentences, fingerprints = excluded.fingerprints,
    waits_for = CASE WHEN 'all' IN (waits_for, excluded.waits_for) THEN 'all'
        ELSE coalesce(excluded.waits_for, waits_for) END
"""
"""A post that waits for comparison with all posts keeps waiting for all."""
