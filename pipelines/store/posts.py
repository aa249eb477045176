"""Stores settled posts and the tables that belong to them; only changed rows are written."""

from collections.abc import Collection, Iterator
from typing import Any, Literal

from msgspec import to_builtins
from sqlite_utils import Database

from pipelines.items import Citation, Claim, Contact, Image, Post, PostLink, Version
from pipelines.store.copies.update import forget
from pipelines.store.terms import save_mentions
from scrapers.state.columns import columns_of, upsert
from scrapers.state.transaction import transaction

Row = dict[str, Any]
PARTS: dict[str, tuple[str, ...]] = {
    "post_versions": columns_of(Version),
    "post_tags": ("tag",),
    "images": ("position", *columns_of(Image)),
    "links": ("position", *columns_of(PostLink)),
    "citations": columns_of(Citation),
    "claims": columns_of(Claim),
    "contacts": columns_of(Contact),
}
"""The tables whose rows belong to a post, with their columns except `id` and `post`."""
POST_COLUMNS = columns_of(
    Post,
    without=(
        "versions", "tags", "images", "links", "citations", "claims", "contacts", "mentions",
    ),
)  # fmt: skip

Change = Literal["new", "changed", "unchanged"]


def post_row(post: Post) -> Row:
    """Return the row of `posts`."""
    return {column: getattr(post, column) for column in POST_COLUMNS}


def part_rows(post: Post) -> dict[str, list[Row]]:
    """Return the rows that belong to a post, by table."""
    return {
        "post_versions": [to_builtins(version) for version in post.versions],
        "post_tags": [{"tag": tag} for tag in post.tags],
        "images": [{"position": at, **to_builtins(image)} for at, image in enumerate(post.images)],
        "links": [{"position": at, **to_builtins(link)} for at, link in enumerate(post.links)],
        "citations": [to_builtins(citation) for citation in post.citations],
        "claims": [to_builtins(claim) for claim in post.claims],
        "contacts": [to_builtins(contact) for contact in post.contacts],
    }


def save_post(db: Database, post: Post) -> Change:
    """Write a post and what belongs to it in one transaction; equal rows are not touched.

    Returns: "new" for a post not stored before, "changed" if its text has a new version, else
    "unchanged" (its facts may differ).
    """
    with transaction(db):
        stored = _stored(db, post.url)
        post_id = stored["id"] if stored else None
        row = post_row(post)
        if stored is None or any(stored[column] != row[column] for column in POST_COLUMNS):
            post_id = _upsert(db, row)
        assert post_id is not None
        stored_parts = {part: _stored_part(db, post_id, part) if stored else [] for part in PARTS}
        for table, rows in part_rows(post).items():
            if rows != stored_parts[table]:
                _save_part(db, post_id, table, rows)
        save_mentions(db, post_id, post.mentions)
    if stored is None:
        return "new"
    return "changed" if len(post.versions) > len(stored_parts["post_versions"]) else "unchanged"


def drop_posts(db: Database, clinic: str, keep: Collection[str]) -> Iterator[None]:
    """Delete the posts of a clinic that are no longer posts, and their copies, one per step.

    keep: URLs of the posts that stay.
    """
    rows = db.execute("SELECT id, url FROM posts WHERE clinic = ?", (clinic,)).fetchall()
    for post, url in rows:
        if url not in keep:
            with transaction(db):
                forget(db, post)
                db.conn.execute("DELETE FROM posts WHERE id = ?", (post,))
            yield


def _stored(db: Database, url: str) -> Row | None:
    return next(iter(db.query("SELECT * FROM posts WHERE url = :url", {"url": url})), None)


def _upsert(db: Database, row: Row) -> int:
    sql = f"{upsert('posts', POST_COLUMNS, key=['url'])} RETURNING id"
    return int(db.conn.execute(sql, row).fetchone()[0])


def _stored_part(db: Database, post_id: int, table: str) -> list[Row]:
    columns = ", ".join(PARTS[table])
    sql = f"SELECT {columns} FROM {table} WHERE post = :post ORDER BY id"  # noqa: S608
    return list(db.query(sql, {"post": post_id}))


def _save_part(db: Database, post_id: int, table: str, rows: list[Row]) -> None:
    columns = PARTS[table]
    values = ", ".join(f":{column}" for column in columns)
    db.conn.execute(f"DELETE FROM {table} WHERE post = ?", (post_id,))  # noqa: S608
    db.conn.executemany(
        f"INSERT INTO {table} (post, {', '.join(columns)}) VALUES (:post, {values})",  # noqa: S608
        [{"post": post_id, **row} for row in rows],
    )
