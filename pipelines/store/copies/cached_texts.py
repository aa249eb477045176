"""The words of posts as they were compared, made again from their texts when they are needed."""

from dataclasses import dataclass

import numpy as np
from sqlite_utils import Database

from pipelines.dedupe.entity_masks import Placeholders
from pipelines.dedupe.normalize import cleaned, normalize, text_number
from pipelines.dedupe.similarity import ComparableText, comparable
from pipelines.dedupe.word_hashes import Numbers, Short

REMEMBERED = 2_000
"""Posts whose words stay at hand, about 35 MB: all members of a family that comes clinic by clinic
are compared with its oldest ones."""

_REMEMBERED: dict[tuple[int, int], ComparableText] = {}
"""By the numbers of the words, so that a post with other words is another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the posts of a clinic are compared without."""

    masks: Placeholders
    repeated: Short
    """Sentences, sorted."""
    post_count: int
    is_cut_short: bool = False
    """Whether not all of its posts were brought up to date with it."""


class CachedTexts:
    """The words of posts; those that were needed last are remembered, whatever the database."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.contexts: dict[str, Context] = {}

    def of(self, post: int) -> ComparableText | None:
        """The words of a post; None for one that is not there any more."""
        row = self.db.conn.execute(NUMBERS, (post,)).fetchone()
        if row is None:
            return None
        number, plain = row
        if (known := _REMEMBERED.get((number, plain))) is not None:
            return known
        words = self._words(post)
        return remember(words, text_number(words), plain)

    def _words(self, post: int) -> Numbers:
        text, clinic = self.db.conn.execute(TEXT, (post,)).fetchone()
        context = self._context(clinic)
        return cleaned(normalize(text, context.masks), context.repeated)

    def _context(self, clinic: str) -> Context:
        if clinic not in self.contexts:
            found = stored_context(self.db, clinic)
            assert found, f"the posts of {clinic} have fingerprints but no masks"
            self.contexts[clinic] = found
        return self.contexts[clinic]


def remember(words: Numbers, number: int, plain: int) -> ComparableText:
    """Prepare words to be judged, and keep them at hand."""
    while len(_REMEMBERED) >= REMEMBERED:
        del _REMEMBERED[next(iter(_REMEMBERED))]
    told = _REMEMBERED[number, plain] = comparable(words, number, plain)
    return told


def stored_context(db: Database, clinic: str) -> Context | None:
    """What the clinic's posts were compared without; None before they were compared."""
    row = db.conn.execute(CONTEXT, (clinic,)).fetchone()
    if row is None:
        return None
    return Context(
        masks=Placeholders.from_json(row[0]),
        repeated=short_from(row[1]),
        post_count=row[2],
        is_cut_short=row[3] == "words",
    )


def fingerprints_of(db: Database, post: int) -> Short:
    """The fingerprints that the index has of a post; none of one that was not compared."""
    row = db.conn.execute(FINGERPRINTS, (post,)).fetchone()
    return short_from(row[0] if row else b"")


def short_from(blob: bytes) -> Short:
    """The numbers in a column of the database."""
    return np.frombuffer(blob, np.int32)


NUMBERS = "SELECT words_number, plain_number FROM compared_posts WHERE post = ?"
TEXT = "SELECT text, clinic FROM posts WHERE id = ?"
CONTEXT = "SELECT masks, repeated, post_count, waits_for FROM compared_clinics WHERE clinic = ?"
FINGERPRINTS = "SELECT fingerprints FROM compared_posts WHERE post = ?"
