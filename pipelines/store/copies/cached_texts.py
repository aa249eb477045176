"""Cache of normalized texts: the compared words of posts, computed from their texts on demand."""

from dataclasses import dataclass

import numpy as np
from sqlite_utils import Database

from pipelines.dedupe.entity_placeholders import Placeholders
from pipelines.dedupe.normalize import drop_repeated, hash_text, normalize
from pipelines.dedupe.similarity import ComparableText, prepare
from pipelines.dedupe.word_hashes import Hashes, ShortHashes

MAX_CACHED = 2_000
"""Posts in the cache, about 35 MB: the posts of a family arrive clinic by clinic, and each is
compared with the oldest ones."""

_CACHE: dict[tuple[int, int], ComparableText] = {}
"""Keyed by the hashes of the words, so that a changed post gets a new entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What is replaced in and dropped from the posts of a clinic before they are compared."""

    placeholders: Placeholders
    repeated: ShortHashes
    """Hashes of the repeated sentences, sorted."""
    post_count: int
    is_incomplete: bool = False
    """Whether some of the clinic's posts are not up to date with it."""


class CachedTexts:
    """Reads the comparable texts of posts; the cache is shared by all databases of the process."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.contexts: dict[str, Context] = {}

    def of(self, post: int) -> ComparableText | None:
        """Return the comparable text of a post; None for one that no longer exists."""
        row = self.db.conn.execute(NUMBERS, (post,)).fetchone()
        if row is None:
            return None
        words_number, plain_number = row
        if (cached := _CACHE.get((words_number, plain_number))) is not None:
            return cached
        words = self._words(post)
        return remember(words, hash_text(words), plain_number)

    def _words(self, post: int) -> Hashes:
        text, clinic = self.db.conn.execute(TEXT, (post,)).fetchone()
        context = self._context(clinic)
        return drop_repeated(normalize(text, context.placeholders), context.repeated)

    def _context(self, clinic: str) -> Context:
        if clinic not in self.contexts:
            context = stored_context(self.db, clinic)
            assert context, f"the posts of {clinic} have fingerprints but no placeholders"
            self.contexts[clinic] = context
        return self.contexts[clinic]


def remember(words: Hashes, words_number: int, plain_number: int) -> ComparableText:
    """Prepare words for comparison and cache them; the oldest entry leaves a full cache."""
    while len(_CACHE) >= MAX_CACHED:
        del _CACHE[next(iter(_CACHE))]
    text = _CACHE[words_number, plain_number] = prepare(words, words_number, plain_number)
    return text


def stored_context(db: Database, clinic: str) -> Context | None:
    """Return the context of the clinic's last comparison; None before the first."""
    row = db.conn.execute(CONTEXT, (clinic,)).fetchone()
    if row is None:
        return None
    return Context(
        placeholders=Placeholders.from_json(row[0]),
        repeated=hashes_from(row[1]),
        post_count=row[2],
        is_incomplete=row[3] == "words",
    )


def fingerprints_of(db: Database, post: int) -> ShortHashes:
    """Return the indexed fingerprints of a post; empty for one that was not compared."""
    row = db.conn.execute(FINGERPRINTS, (post,)).fetchone()
    return hashes_from(row[0] if row else b"")


def hashes_from(blob: bytes) -> ShortHashes:
    """Return the hashes in a column of the database."""
    return np.frombuffer(blob, np.int32)


NUMBERS = "SELECT words_number, plain_number FROM compared_posts WHERE post = ?"
TEXT = "SELECT text, clinic FROM posts WHERE id = ?"
CONTEXT = "SELECT masks, repeated, post_count, waits_for FROM compared_clinics WHERE clinic = ?"
FINGERPRINTS = "SELECT fingerprints FROM compared_posts WHERE post = ?"
