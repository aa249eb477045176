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
    told = only(db, "risks_disclosed")
    assert (told["abuse"], told["urinary_bladder"], told["sedation"]) == (1, 0, 0)
    assert told["risks"] == 1


def test_a_post_without_any_risk_has_a_row(db: Database) -> None:
    save_post(db, post(claims=()))
    told = only(db, "risks_disclosed")
    assert (told["risks"], told["abuse"]) == (0, 0)


def test_every_version_but_the_first_is_a_change(db: Database) -> None:
    save_post(db, post(versions=(version(1, "One two."), version(2, "One two three."))))
    told = only(db, "version_changes")
    assert (told["version"], told["before_fetched_at"]) == (2, FETCHED_AT)


def test_posts_are_shown_under_the_names_of_seo_crawlers(db: Database) -> None:
    shape = {"sentence_count": 2, "word_count": 30, "reading_ease": 65.2, "title_length": 7}
    save_post(db, post(**shape))
    told = only(db, "seo")
    assert (told["Address"], told["Title 1"], told["Title 1 Length"]) == (URL, "A title", 7)
    assert (told["Average Words Per Sentence"], told["Readability"]) == (15.0, "Normal")
    assert (told["Unique External Outlinks"], told["Unique Outlinks"]) == (1, 0)
