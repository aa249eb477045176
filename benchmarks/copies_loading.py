"""Loads the corpus into a database, clinic by clinic as a crawl does.

python -m benchmarks.copies_loading FILE POSTS: continues after an interrupted run.
"""

import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from benchmarks.copies_corpus import Corpus
from benchmarks.copies_planting import planted
from pipelines.store.batches import run_now
from pipelines.store.copies.update import catch_up, compare_clinic
from pipelines.store.database import open_database
from pipelines.store.runs import save_clinics
from scrapers.items import Clinic
from scrapers.state.transaction import transaction

INSERT_POST = """
INSERT INTO posts (id, url, clinic, title, author, published_on, published_source, first_seen_at,
    changed_at, text, markdown, excerpt, word_count, text_sha256)
VALUES (:id, :url, :clinic, :title, :author, '2026-01-01', 'jsonld', '2026-11-20T08:00:00.000Z',
    '2026-11-20T08:00:00.000Z', :text, '', '', :word_count, :text_sha256)
"""


def main(path: str, posts: str) -> None:
    """Load the clinics that are missing."""
    corpus = planted(int(posts)).corpus
    db = open_collection(Path(path), corpus)
    catch_up(db)
    loaded = {row["clinic"] for row in db.query("SELECT DISTINCT clinic FROM posts")}
    for clinic in range(corpus.clinics):
        if slug(clinic) not in loaded:
            load_clinic(db, corpus, clinic)
    db.close()


def slug(clinic: int) -> str:
    """The name of a clinic in the database."""
    return f"clinic-{clinic}"


def open_collection(path: Path, corpus: Corpus) -> Database:
    """The database with all clinics, without a full-text index, which is not timed."""
    db = open_database(path)
    save_clinics(db, (clinic_of(corpus, number) for number in range(corpus.clinics)))
    for trigger in ("posts_fts_insert", "posts_fts_delete", "posts_fts_update"):
        db.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    return db


def load_clinic(db: Database, corpus: Corpus, clinic: int) -> float:
    """Write the posts of a clinic and their copies; return the CPU seconds for the copies."""
    rows = [post_row(corpus, post, clinic, corpus.text(post)) for post in corpus.members(clinic)]
    with transaction(db):
        db.conn.executemany(INSERT_POST, rows)
        start = time.process_time()
        run_now(compare_clinic(db, slug(clinic)))
        compared = time.process_time()
    return compared - start


def clinic_of(corpus: Corpus, number: int) -> Clinic:
    """A clinic as in clinics.csv."""
    facts = corpus.facts(number)
    return Clinic(
        slug=slug(number),
        name=facts.name,
        website=f"https://www.{facts.host}/",
        city=facts.city,
        state=facts.state,
    )


def post_row(corpus: Corpus, post: int, clinic: int, text: str) -> dict[str, Any]:
    """A row of `posts`; its id is the number of the post plus one."""
    return {
        "id": post + 1,
        "url": f"https://www.{corpus.facts(clinic).host}/blog/{post}",
        "clinic": slug(clinic),
        "title": corpus.title(post),
        "author": corpus.facts(clinic).doctor,
        "text": text,
        "word_count": len(text.split()),
        "text_sha256": sha256(text.encode()).hexdigest(),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
