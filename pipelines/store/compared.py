"""What is kept of each compared post and clinic, and the wording of a post as it was compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from sqlite_utils import Database

from pipelines.dedupe.fingerprints import fingerprints
from pipelines.dedupe.judging import Compared, compared
from pipelines.dedupe.masks import Masks, clinic_masks
from pipelines.dedupe.numbers import Numbers, Short
from pipelines.dedupe.wording import Wording, cleaned, repeated_sentences, text_number, wording

SHA_SIGNS = 16
"""Of a text's fingerprint, to see that it is the same text: 64 bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a clinic's posts are compared without."""

    masks: Masks
    repeated: Short
    """Sentences, sorted."""
    post_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworded:
    """A post whose compared words changed."""

    post: int
    words: Numbers
    before: Short
    """Fingerprints that the index has of it."""
    now: Short


class Wordings:
    """The words of posts as they are compared, each read once."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.contexts: dict[str, Context] = {}
        self.known: dict[int, Compared] = {}

    def learn(self, reworded: Iterable[Reworded]) -> None:
        """Take over words that were just made."""
        self.known.update((each.post, compared(each.words)) for each in reworded)

    def of(self, post: int) -> Compared | None:
        """The words of a post; None for one that is not there any more."""
        if post not in self.known:
            row = self.db.execute(TEXT, (post,)).fetchone()
            if row is None:
                return None
            text, clinic = row
            context = self._context(clinic)
            words = cleaned(wording(text, context.masks), context.repeated)
            self.known[post] = compared(words)
        return self.known[post]

    def _context(self, clinic: str) -> Context:
        if clinic not in self.contexts:
            found = stored_context(self.db, clinic)
            assert found, f"the posts of {clinic} have fingerprints but no masks"
            self.contexts[clinic] = found
        return self.contexts[clinic]


def stored_context(db: Database, clinic: str) -> Context | None:
    """What the clinic's posts were compared without; None before they were compared."""
    row = db.execute(
        "SELECT masks, repeated, post_count FROM compared_clinics WHERE clinic = ?", (clinic,)
    ).fetchone()
    if row is None:
        return None
    return Context(masks=Masks.from_json(row[0]), repeated=_short(row[1]), post_count=row[2])


def refresh(db: Database, clinic: str) -> list[Reworded]:
    """Bring the kept rows of a clinic up to date with its posts; the posts whose words changed.

    Reads texts that are new, or that hold a sentence which the clinic repeats now and did not
    before, or the other way round; all of them where its masks changed.
    """
    before = stored_context(db, clinic)
    masks = _masks(db, clinic)
    rows = {row["id"]: row for row in db.query(POSTS, {"clinic": clinic})}
    is_masked_alike = before is not None and before.masks == masks
    unread = [post for post, row in rows.items() if not is_masked_alike or not _is_kept(row)]
    if before is not None and not unread and before.post_count == len(rows):
        return []
    read = {post: wording(_text(db, post), masks) for post in unread}
    sentences = {
        post: read[post].sentences if post in read else _short(row["sentences"])
        for post, row in rows.items()
    }
    context = Context(
        masks=masks, repeated=repeated_sentences(sentences.values()), post_count=len(rows)
    )
    known = before.repeated if before is not None else context.repeated
    for post in _touched(sentences, np.setxor1d(known, context.repeated)):
        read.setdefault(post, wording(_text(db, post), masks))
    _keep_clinic(db, clinic, context)
    return [
        each
        for post, told in read.items()
        if (each := _keep_post(db, rows[post], told, context)) is not None
    ]


def fingerprints_of(db: Database, posts: Iterable[int]) -> dict[int, Short]:
    """The fingerprints that the index has of the posts."""
    found = {}
    for post in posts:
        row = db.execute(
            "SELECT fingerprints FROM compared_posts WHERE post = ?", (post,)
        ).fetchone()
        if row is not None:
            found[post] = _short(row[0])
    return found


def _masks(db: Database, clinic: str) -> Masks:
    row = next(db.query(CLINIC, {"clinic": clinic}))
    authors = db.execute(AUTHORS, (clinic,)).fetchall()
    addresses = db.execute(ADDRESSES, (clinic,)).fetchall()
    return clinic_masks(
        **row,
        authors=[author for (author,) in authors],
        addresses=[address for (address,) in addresses],
    )


def _is_kept(row: Mapping[str, Any]) -> bool:
    return bool(row["kept_sha256"] == row["text_sha256"][:SHA_SIGNS])


def _touched(sentences: Mapping[int, Short], moved: Short) -> list[int]:
    """The posts with a sentence that became a repeated one, or is none any more."""
    if not len(moved):
        return []
    return [post for post, each in sentences.items() if np.isin(each, moved).any()]


def _text(db: Database, post: int) -> str:
    text: str = db.execute("SELECT text FROM posts WHERE id = ?", (post,)).fetchone()[0]
    return text


def _keep_clinic(db: Database, clinic: str, context: Context) -> None:
    row = {
        "clinic": clinic,
        "masks": context.masks.as_json,
        "repeated": context.repeated.tobytes(),
        "post_count": context.post_count,
    }
    db.conn.execute(KEEP_CLINIC, row)


def _keep_post(
    db: Database, row: Mapping[str, Any], told: Wording, context: Context
) -> Reworded | None:
    words = cleaned(told, context.repeated)
    number = text_number(words)
    is_new = row["words_number"] is None
    is_reworded = is_new or row["words_number"] != number
    before = np.empty(0, np.int32) if is_new else _short(row["fingerprints"])
    now = fingerprints(words) if is_reworded else before
    kept = {
        "post": row["id"],
        "text_sha256": row["text_sha256"][:SHA_SIGNS],
        "words_number": number,
        "sentences": told.sentences.tobytes(),
        "fingerprints": now.tobytes(),
    }
    db.conn.execute(KEEP_POST, kept)
    if not is_reworded:
        return None
    return Reworded(post=row["id"], words=words, before=before, now=now)


def _short(blob: bytes) -> Short:
    return np.frombuffer(blob, np.dtype("<i4")).astype(np.int32, copy=False)


TEXT = """
SELECT posts.text, posts.clinic FROM posts
JOIN compared_posts ON compared_posts.post = posts.id WHERE posts.id = ?
"""
POSTS = """
SELECT posts.id, posts.text_sha256, compared_posts.text_sha256 AS kept_sha256,
    compared_posts.words_number, compared_posts.sentences, compared_posts.fingerprints
FROM posts LEFT JOIN compared_posts ON compared_posts.post = posts.id
WHERE posts.clinic = :clinic ORDER BY posts.id
"""
CLINIC = "SELECT name, website, city, state FROM clinics WHERE slug = :clinic"
AUTHORS = """
SELECT DISTINCT author FROM posts
WHERE clinic = ? AND author IS NOT NULL AND author_kind IS NOT 'default_account' ORDER BY author
"""
ADDRESSES = """
SELECT DISTINCT contacts.raw FROM contacts JOIN posts ON posts.id = contacts.post
WHERE posts.clinic = ? AND contacts.kind = 'address' AND contacts.is_usual = 1
"""
KEEP_CLINIC = """
INSERT INTO compared_clinics (clinic, masks, repeated, post_count)
VALUES (:clinic, :masks, :repeated, :post_count)
ON CONFLICT (clinic) DO UPDATE SET masks = excluded.masks, repeated = excluded.repeated,
    post_count = excluded.post_count
"""
KEEP_POST = """
INSERT INTO compared_posts (post, text_sha256, words_number, sentences, fingerprints)
VALUES (:post, :text_sha256, :words_number, :sentences, :fingerprints)
ON CONFLICT (post) DO UPDATE SET text_sha256 = excluded.text_sha256,
    words_number = excluded.words_number, sentences = excluded.sentences,
    fingerprints = excluded.fingerprints
"""
