"""The views show changes, disclosed risks and the shape of posts."""

import pytest
from sqlite_utils import Database

from pipelines.items import Claim
from pipelines.store.database import open_database
from pipelines.store.posts import save_post
from tests.pipelines.examples.posts import FETCHED_AT, URL, post, version, with_clinic


def risk(kind: str, *, is_negated: bool = False) -> Claim:
    return Claim(
        kind=kind, sentence="It may.", position=0, cue="may", is_negated=is_negated, is_hedged=True
    )


@pytest.fixture
def db() -> Database:
    return with_clinic(open_database(":memory:"))


def only(db: Database, view: str) -> dict[str, object]:
    [row] = db.query(f"SELECT * FROM [{view}]")
    return dict(row)


def test_a_risk_that_is_named_is_disclosed_and_one_that_is_denied_is_not(db: Database) -> None:
    save_post(db, post(claims=(risk("risk_abuse"), risk("risk_urinary", is_negated=True))))
    row = only(db, "risks_disclosed")
    assert (row["abuse"], row["urinary_bladder"], row["sedation"]) == (1, 0, 0)
    assert row["risks"] == 1


def test_a_post_without_any_risk_has_a_row(db: Database) -> None:
    save_post(db, post(claims=()))
    row = only(db, "risks_disclosed")
    assert (row["risks"], row["abuse"]) == (0, 0)


def test_every_version_but_the_first_is_a_change(db: Database) -> None:
    save_post(db, post(versions=(version(1, "One two."), version(2, "One two three."))))
    row = only(db, "version_changes")
    assert (row["version"], row["before_fetched_at"]) == (2, FETCHED_AT)


def test_posts_are_shown_under_the_names_of_seo_crawlers(db: Database) -> None:
    shape = {"sentence_count": 2, "word_count": 30, "reading_ease": 65.2, "title_length": 7}
    save_post(db, post(**shape))
    row = only(db, "seo")
    assert (row["Address"], row["Title 1"], row["Title 1 Length"]) == (URL, "A title", 7)
    assert (row["Average Words Per Sentence"], row["Readability"]) == (15.0, "Normal")
    assert (row["Unique External Outlinks"], row["Unique Outlinks"]) == (1, 0)
