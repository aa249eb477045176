"""The questions on claims answer with sentences for a person to judge."""

from typing import Any

import pytest
from sqlite_utils import Database

from pipelines.items import Claim
from pipelines.queries import run_query
from pipelines.store.database import open_database
from pipelines.store.posts import save_post
from tests.pipelines.examples.posts import URL, post, with_clinic


@pytest.fixture
def db() -> Database:
    return with_clinic(open_database(":memory:"))


def save(db: Database, name: str, *kinds: str, **facts: Any) -> None:
    """A post that makes claims of these kinds; a kind behind "not " is denied."""
    claims_made = [
        Claim(
            kind=kind.removeprefix("not "),
            sentence=f"{kind}.",
            position=0,
            cue=kind,
            is_negated=kind.startswith("not "),
            is_hedged=False,
        )
        for kind in kinds
    ]
    save_post(db, post(url=f"{URL}-{name}", claims=tuple(claims_made), contacts=(), **facts))


def urls(db: Database, name: str) -> list[object]:
    return [row["url"] for row in run_query(db, name)]


def test_approval_without_off_label_is_found(db: Database) -> None:
    save(db, "bare", "fda_status")
    save(db, "told", "fda_status", "off_label")
    save(db, "denied", "not fda_status")
    assert urls(db, "fda_status_without_off_label") == [f"{URL}-bare"]


def test_posts_on_suicide_without_a_crisis_line_are_found(db: Database) -> None:
    twice = "Suicide is spoken of. Suicidal thoughts pass."
    save(db, "bare", text=twice)
    save(db, "titled", title="On suicide", text="We listen.")
    save(db, "told", "crisis_resource", text=twice)
    save(db, "once", text="Suicide is named once.")
    assert sorted(map(str, urls(db, "suicide_without_crisis_resource"))) == [
        f"{URL}-bare",
        f"{URL}-titled",
    ]


def test_claims_are_counted_by_clinic_and_kind_denials_apart(db: Database) -> None:
    save(db, "a", "cure", "not cure")
    save(db, "b")
    [row] = run_query(db, "claims_by_clinic", kind="cure")
    assert (row["sentences"], row["denied"], row["posts"], row["percent_of_posts"]) == (
        1,
        1,
        1,
        50.0,
    )


def test_risks_are_counted_over_posts_on_ketamine(db: Database) -> None:
    save(db, "a", "risk_abuse", text="Ketamine.")
    save(db, "b", text="Ketamine.")
    save(db, "c", "risk_urinary", title="Water", text="Water.")
    [row] = run_query(db, "risks_by_clinic")
    assert (row["posts_on_ketamine"], row["name_any"], row["abuse"], row["urinary_bladder"]) == (
        2,
        1,
        1,
        0,
    )
