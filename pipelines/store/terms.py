"""The vocabulary and its mentions as rows, and writing them: equal rows are left alone."""

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
"""Of `mentions` next to `id`, `post` and `term`."""


def save_terms(db: Database, terms: Iterable[Term]) -> None:
    """Make the table the vocabulary: new terms come, changed ones change, others go.

    A term that goes takes its mentions with it; one that stays keeps its number.
    """
    wanted = {(term.kind, term.label): to_builtins(term) for term in terms}
    with transaction(db):
        stored = {(row["kind"], row["label"]): row for row in db.query("SELECT * FROM terms")}
        gone = [{"id": row["id"]} for key, row in stored.items() if key not in wanted]
        db.conn.executemany("DELETE FROM terms WHERE id = :id", gone)
        changed = [row for key, row in wanted.items() if _known(stored.get(key)) != row]
        db.conn.executemany(UPSERT_TERM, changed)


def save_mentions(db: Database, post_id: int, mentions: Iterable[Mention]) -> None:
    """Write the mentions of a post; their terms are stored before. Joins a transaction."""
    wanted = [to_builtins(mention) for mention in mentions]
    stored = list(db.query(STORED_MENTIONS, {"post": post_id}))
    if stored == wanted:
        return
    db.conn.execute("DELETE FROM mentions WHERE post = ?", (post_id,))
    db.conn.executemany(INSERT_MENTION, [{"post": post_id, **row} for row in wanted])


def _known(stored: Row | None) -> Row | None:
    return {column: stored[column] for column in TERM_COLUMNS} if stored else None


# names of ours only, so nothing that a page says gets into these statements
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
