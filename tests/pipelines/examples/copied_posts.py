"""Small collections of posts for tests of copies: sentences made of numbered words."""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from sqlite_utils import Database

from pipelines.store.batches import Batches, in_batches, run_now
from pipelines.store.copies.update import compare_clinic
from pipelines.store.database import open_database
from pipelines.store.posts import drop_posts, save_post
from pipelines.store.runs import save_clinics
from scrapers.items import Clinic
from tests.pipelines.examples.posts import post

CLINICS = (
    Clinic(
        slug="harbor",
        name="Harbor Infusion Center",
        website="https://www.harbor-drips.example/",
        city="Portland",
        state="ME",
    ),
    Clinic(
        slug="lakeside",
        name="Lakeside IV",
        website="https://lakeside-iv.example/",
        city="Madison",
        state="WI",
    ),
    Clinic(slug="quiet", website="https://quiet.example/"),
)
FOLLOWING = {
    "copies": "SELECT post, other, kind, containment, other_containment, jaccard, shared_words, "
    "longest_run FROM copies ORDER BY post, other",
    "clusters": "SELECT * FROM clusters ORDER BY id",
    "posts": "SELECT id, cluster FROM posts ORDER BY id",
    "fingerprints": "SELECT * FROM fingerprints ORDER BY number, post",
    "compared_posts": "SELECT * FROM compared_posts ORDER BY post",
    "compared_clinics": "SELECT * FROM compared_clinics ORDER BY clinic",
}
"""All tables and columns that are derived from the posts."""


def sentence(name: object, words: int = 12) -> str:
    """A sentence whose words are in no other sentence."""
    return " ".join(f"{name}w{number}" for number in range(words)) + "."


def text_of(*names: object, words: int = 12) -> str:
    """A text of these sentences."""
    return " ".join(sentence(name, words) for name in names)


def collection() -> Database:
    """An empty database with three clinics."""
    db = open_database(":memory:")
    save_clinics(db, CLINICS)
    return db


def settle(db: Database, clinic: str, texts: Mapping[str, str], **facts: Any) -> None:
    """Give a clinic these posts, keyed by the end of their URL, as settling does."""
    run_now(settling(db, clinic, texts, **facts))


def settling(db: Database, clinic: str, texts: Mapping[str, str], **facts: Any) -> Batches[None]:
    """As `settle`, batch by batch."""
    yield from in_batches(db, _write(db, clinic, texts, **facts))
    yield from compare_clinic(db, clinic)


def _write(db: Database, clinic: str, texts: Mapping[str, str], **facts: Any) -> Iterator[None]:
    yield from drop_posts(db, clinic, {f"https://{clinic}.example/{name}" for name in texts})
    for name, text in texts.items():
        save_post(
            db,
            post(
                url=f"https://{clinic}.example/{name}",
                clinic=clinic,
                title=f"Title of {clinic} {name}",
                text=text,
                text_sha256=sha256(text.encode()).hexdigest(),
                **facts,
            ),
        )
        yield


def kinds(db: Database) -> dict[tuple[str, str], str]:
    """The kind of each copy, by the ends of both URLs."""
    rows = db.execute(
        "SELECT one.url, other.url, kind FROM copies JOIN posts AS one ON one.id = copies.post "
        "JOIN posts AS other ON other.id = copies.other"
    ).fetchall()
    return {(url.split("/")[-1], other.split("/")[-1]): kind for url, other, kind in rows}


def state(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that is derived from the posts."""
    return {table: db.execute(sql).fetchall() for table, sql in FOLLOWING.items()}
