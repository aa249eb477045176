"""What changed of a clinic's posts since they were compared, kept for the next time."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import Any

import numpy as np
from sqlite_utils import Database

from pipelines.dedupe.entity_masks import Placeholders, clinic_placeholders
from pipelines.dedupe.fingerprints import fingerprints
from pipelines.dedupe.normalize import (
    NormalizedText,
    cleaned,
    normalize,
    repeated_sentences,
    sentence_set,
    text_number,
)
from pipelines.dedupe.word_hashes import Short
from pipelines.store.copies import clusters
from pipelines.store.copies.cached_texts import (
    Context,
    remember,
    short_from,
    stored_context,
)
from pipelines.store.copies.pairs import Reworded, index, newest_compared

Row = Mapping[str, Any]
KEPT_AT_ONCE = 64
"""Posts that are indexed in one step, some 20 ms: to go to the index with each post by itself took
half as long again, as other places of it lay at hand (8,000 posts, measured)."""


def refresh(db: Database, clinic: str) -> Iterator[None]:
    """Bring what is kept of a clinic's posts up to date, step by step; who changed, waits.

    Reads the texts that are new, and those with a sentence that the clinic repeats now and did not
    before, or the other way round; all of them where its masks changed, or where this was cut
    short.
    """
    before = stored_context(db, clinic)
    masks = _masks(db, clinic)
    rows = {row["id"]: row for row in db.query(POSTS, {"clinic": clinic})}
    yield from _keep_dates(db, rows)
    is_as_before = before is not None and not before.is_cut_short and before.masks == masks
    unread = [post for post, row in rows.items() if not (is_as_before and _is_kept(row))]
    if before is None or unread or before.post_count != len(rows):
        read, repeated = yield from _read(db, rows, unread, masks, before)
        context = Context(masks=masks, repeated=repeated, post_count=len(rows))
        _keep_clinic(db, clinic, context)
        yield from _keep_words(db, rows, read, context)
    db.conn.execute(DONE, (clinic,))


def _keep_dates(db: Database, rows: Mapping[int, Row]) -> Iterator[None]:
    """Where a post's date or page changed, another one of its cluster may have been first."""
    for post, row in rows.items():
        if row["kept_dated"] not in (None, _dated(row)):
            kept = (_dated(row), post)
            db.conn.execute("UPDATE compared_posts SET dated = ? WHERE post = ?", kept)
            clusters.keep(db, clusters.leaders_of(db, [post]))
            yield


def _read(
    db: Database,
    rows: Mapping[int, Row],
    unread: Iterable[int],
    masks: Placeholders,
    before: Context | None,
) -> Generator[None, None, tuple[Mapping[int, NormalizedText], Short]]:
    """The unread texts and those that they touch, read; and the sentences that are repeated."""
    read: dict[int, NormalizedText] = {}
    for post in unread:
        read[post] = normalize(_text(db, post), masks)
        yield
    sentences = {
        post: sentence_set(read[post]) if post in read else short_from(row["sentences"])
        for post, row in rows.items()
    }
    repeated = repeated_sentences(sentences.values())
    if before is not None:
        for post in _touched(sentences, np.setxor1d(before.repeated, repeated)):
            if post not in read:
                read[post] = normalize(_text(db, post), masks)
                yield
    return read, repeated


def _keep_words(
    db: Database, rows: Mapping[int, Row], read: Mapping[int, NormalizedText], context: Context
) -> Iterator[None]:
    """Keep what is new of the words that were read, many posts in each step."""
    told = sorted(read.items())
    for at in range(0, len(told), KEPT_AT_ONCE):
        some = told[at : at + KEPT_AT_ONCE]
        _keep_posts(db, [(rows[post], words) for post, words in some], context)
        yield


def _masks(db: Database, clinic: str) -> Placeholders:
    name, website, city, state = db.conn.execute(CLINIC, (clinic,)).fetchone()
    return clinic_placeholders(
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


def _keep_posts(db: Database, told: Iterable[tuple[Row, NormalizedText]], context: Context) -> None:
    """Keep the words of posts; those whose words changed wait to be judged, as others may."""
    newest = newest_compared(db)
    changes: list[Reworded] = []
    kept = []
    for row, read in told:
        words = cleaned(read, context.repeated)
        numbers = (text_number(words), read.plain)
        is_reworded = (row["words_number"], row["plain_number"]) != numbers
        before = short_from(row["fingerprints"] or b"")
        now = fingerprints(words) if is_reworded else before
        if is_reworded:
            changes.append(Reworded(post=row["id"], before=before, now=now))
            remember(words, *numbers)  # it is judged next
        waits_for = ("older" if row["id"] > newest else "all") if is_reworded else None
        kept.append(_kept(row, read, numbers, now, waits_for))
    index(db, changes, newest)
    db.conn.executemany(KEEP_POST, kept)


def _kept(
    row: Row, read: NormalizedText, numbers: tuple[int, int], now: Short, waits_for: str | None
) -> Row:
    return {
        "post": row["id"],
        "text_number": _text_number(row),
        "words_number": numbers[0],
        "plain_number": numbers[1],
        "dated": _dated(row),
        "sentences": sentence_set(read).tobytes(),
        "fingerprints": now.tobytes(),
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
KEEP_CLINIC = """
INSERT INTO compared_clinics (clinic, masks, repeated, post_count, waits_for)
VALUES (?, ?, ?, ?, 'words')
ON CONFLICT (clinic) DO UPDATE SET masks = excluded.masks, repeated = excluded.repeated,
    post_count = excluded.post_count, waits_for = 'words'
"""
DONE = """
UPDATE compared_clinics SET waits_for = NULL WHERE clinic = ? AND waits_for IS NOT NULL
"""
KEEP_POST = """
INSERT INTO compared_posts
VALUES (:post, :text_number, :words_number, :plain_number, :dated, :sentences, :fingerprints,
    :waits_for)
ON CONFLICT (post) DO UPDATE SET text_number = excluded.text_number,
    words_number = excluded.words_number, plain_number = excluded.plain_number,
    dated = excluded.dated, sentences = excluded.sentences, fingerprints = excluded.fingerprints,
    waits_for = CASE WHEN 'all' IN (waits_for, excluded.waits_for) THEN 'all'
        ELSE coalesce(excluded.waits_for, waits_for) END
"""
"""What a post waits for already, it waits for still."""
