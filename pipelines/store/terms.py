"""Stores the terms of the vocabulary and their mentions in posts; only changed rows are written."""

from collections.abc import Iterable
from typing import Any

from msgspec import to_builtins
from sqlite_utils import Database

from pipelines.items import Mention, Term
from scrapers.state.columns import columns_of, upsert
from scrapers.state.transaction import transaction

Row = dict[str, Any]
TERM_COLUMNS = columns_of(Term)
TERM_KEY = ("kind", "label")
MENTION_COLUMNS = columns_of(Mention, without=TERM_KEY)
"""Columns of `mentions` except `id`, `post` and `term`."""


def save_terms(db: Database, terms: Iterable[Term]) -> None:
    """Make the table equal to the vocabulary: insert, update and delete terms.

    Deleting a term deletes its mentions; a term that stays keeps its id.
    """
    rows = {(term.kind, term.label): to_builtins(term) for term in terms}
    with transaction(db):
        stored = {(row["kind"], row["label"]): row for row in db.query("SELECT * FROM terms")}
        gone = [{"id": row["id"]} for key, row in stored.items() if key not in rows]
        db.conn.executemany("DELETE FROM terms WHERE id = :id", gone)
        changed = [row for key, row in rows.items() if _columns(stored.get(key)) != row]
        db.conn.executemany(UPSERT_TERM, changed)


def save_mentions(db: Database, post_id: int, mentions: Iterable[Mention]) -> None:
    """Write the mentions of a post whose terms are stored. Joins an open transaction."""
    rows = [to_builtins(mention) for mention in mentions]
    stored = list(db.query(STORED_MENTIONS, {"post": post_id}))
    if stored == rows:
        return
    db.conn.execute("DELETE FROM mentions WHERE post = ?", (post_id,))
    db.conn.executemany(INSERT_MENTION, [{"post": post_id, **row} for row in rows])


def _columns(stored: Row | None) -> Row | None:
    return {column: stored[column] for column in TERM_COLUMNS} if stored else None


# constant names only, so no text from a page gets into these statements
UPSERT_TERM = upsert("terms", TERM_COLUMNS, key=TERM_KEY)
STORED_MENTIONS = f"""
SELECT kind, label, {", ".join(MENTION_COLUMNS)}
FROM mentions JOIN terms ON terms.id = mentions.term WHERE post = :post ORDER BY rank
"""  # noqa: S608
INSERT_MENTION = f"""
INSERT INTO mentions (post, term, {", ".join(MENTION_COLUMNS)})
VALUES (:post, (SELECT id FROM terms WHERE kind = :kind AND label = :label),
{", ".join(f":{column}" for column in MENTION_COLUMNS)})
"""  # noqa: S608
