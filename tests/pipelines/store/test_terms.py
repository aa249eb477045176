"""The vocabulary and the mentions are stored; equal rows are not written."""

from dataclasses import replace

import pytest
from sqlite_utils import Database

from pipelines.items import Mention, Term
from pipelines.items.settled import SettledClinic
from pipelines.store.batches import run_now
from pipelines.store.database import sqlite3
from pipelines.store.posts import save_post
from pipelines.store.settled import save_settled
from pipelines.store.terms import save_terms
from tests.pipelines.examples.posts import post, with_clinic

KETAMINE = Term(kind="drug", label="ketamine", code="MESH:D007649", checked_on="2026-11-25")
SLEEP = Term(kind="topic", label="sleep")
ABOUT_KETAMINE = Mention(
    kind="drug",
    label="ketamine",
    count=2,
    in_title=True,
    in_headings=0,
    is_topic=True,
    rank=1,
    surface="Ketamine",
    quote="Ketamine infusions last forty minutes.",
    position=0,
)
A_WORD_ON_SLEEP = replace(
    ABOUT_KETAMINE, kind="topic", label="sleep", in_title=False, is_topic=False, rank=2
)


@pytest.fixture
def clinic_db(db: Database) -> Database:
    save_terms(with_clinic(db), [KETAMINE, SLEEP])
    save_post(db, post(mentions=(ABOUT_KETAMINE, A_WORD_ON_SLEEP)))
    return db


def labels(db: Database) -> list[str]:
    sql = "SELECT label FROM mentions JOIN terms ON terms.id = mentions.term ORDER BY rank"
    return [row["label"] for row in db.query(sql)]


def test_mentions_are_stored_as_they_are(clinic_db: Database) -> None:
    row = clinic_db.table("mentions").get(1)
    assert (row["post"], row["count"], row["in_title"], row["is_topic"]) == (1, 2, 1, 1)
    assert (row["surface"], row["quote"]) == (ABOUT_KETAMINE.surface, ABOUT_KETAMINE.quote)
    assert labels(clinic_db) == ["ketamine", "sleep"]


def test_nothing_is_written_when_all_is_equal(clinic_db: Database) -> None:
    before = clinic_db.conn.total_changes
    save_terms(clinic_db, [SLEEP, KETAMINE])
    save_post(clinic_db, post(mentions=(ABOUT_KETAMINE, A_WORD_ON_SLEEP)))
    assert clinic_db.conn.total_changes == before


def test_a_changed_term_keeps_its_number_and_its_mentions(clinic_db: Database) -> None:
    save_terms(clinic_db, [replace(KETAMINE, code=None), SLEEP])
    assert clinic_db.table("terms").get(1)["code"] is None
    assert labels(clinic_db) == ["ketamine", "sleep"]


def test_a_removed_term_takes_its_mentions_with_it(clinic_db: Database) -> None:
    save_terms(clinic_db, [SLEEP])
    assert [row["label"] for row in clinic_db.table("terms").rows] == ["sleep"]
    assert labels(clinic_db) == ["sleep"]


def test_changed_mentions_replace_those_of_the_post_and_make_no_new_version(
    clinic_db: Database,
) -> None:
    assert save_post(clinic_db, post(mentions=(ABOUT_KETAMINE,))) == "unchanged"
    assert labels(clinic_db) == ["ketamine"]
    assert clinic_db.table("post_versions").count == 1


def test_a_mention_of_no_term_keeps_the_post_as_it_was(clinic_db: Database) -> None:
    stranger = replace(ABOUT_KETAMINE, label="moonlight")
    with pytest.raises(sqlite3.IntegrityError):
        save_post(clinic_db, post(title="Moon", mentions=(stranger,)))
    assert clinic_db.table("posts").get(1)["title"] != "Moon"
    assert labels(clinic_db) == ["ketamine", "sleep"]


def test_a_settled_clinic_brings_its_vocabulary(db: Database) -> None:
    with_clinic(db)
    settled = SettledClinic(
        posts=(post(mentions=(ABOUT_KETAMINE,)),), aliases=(), terms=(KETAMINE,)
    )
    assert run_now(save_settled(db, "harbor", settled)) == {"new": 1}
    assert labels(db) == ["ketamine"]
