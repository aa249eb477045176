"""Posts go into rows: what is equal is left alone, and the full-text index keeps step."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from pipelines.items import AuthorKind, Image, LinkKind, PostLink
from pipelines.store.database import open_database, sqlite3
from pipelines.store.posts import drop_posts, part_rows, post_row, save_post
from tests.pipelines.examples.posts import LATER_AT, URL, post, version, with_clinic

CHANGED = post(
    text="Other words.",
    changed_at=LATER_AT,
    versions=(version(1, "Ketamine infusions last forty minutes."), version(2, "Other words.")),
)
NAUGHTY = (
    'O\'Brien "says" `so`; DROP TABLE posts; --',
    "%_[]*?\\",
    "zero\u200bwidth \u202eright to left",
    "👩🏽‍⚕️ ❤️",
    "Ω≈ç√∫˜µ≤≥÷ é e\u0301",
    "\x01\x7f\x85\ufeff",
    " leading and trailing ",
    "NULL",
    "0x7f",
    "1e999",
)


@pytest.fixture
def clinic_db(db: Database) -> Database:
    return with_clinic(db)


def found(db: Database, words: str) -> list[int]:
    sql = "SELECT rowid FROM posts_fts WHERE posts_fts MATCH ? ORDER BY rowid"
    return [row[0] for row in db.execute(sql, [words])]


def ids(db: Database, table: str) -> list[int]:
    return [row["id"] for row in db.table(table).rows]


def check_index(db: Database) -> None:
    """Raises an error where the index and the posts differ."""
    db.execute("INSERT INTO posts_fts(posts_fts, rank) VALUES ('integrity-check', 1)")


def test_a_post_is_new_then_unchanged_then_changed(clinic_db: Database) -> None:
    assert save_post(clinic_db, post()) == "new"
    assert save_post(clinic_db, post()) == "unchanged"
    assert save_post(clinic_db, CHANGED) == "changed"
    assert save_post(clinic_db, CHANGED) == "unchanged"


def test_a_mended_fact_is_written_but_is_no_change(clinic_db: Database) -> None:
    save_post(clinic_db, post())
    assert save_post(clinic_db, post(author="Mara Lind, NP")) == "unchanged"
    assert clinic_db.table("posts").get(1)["author"] == "Mara Lind, NP"


def test_nothing_is_written_when_all_is_equal(clinic_db: Database) -> None:
    save_post(clinic_db, post())
    before = clinic_db.conn.total_changes
    save_post(clinic_db, post())
    assert clinic_db.conn.total_changes == before


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("post_tags", {"tags": ("Ketamine",)}),
        ("images", {"images": (Image(url="https://b.example/b.jpg", alt=None, caption="b"),)}),
        (
            "links",
            {"links": (PostLink(url="https://b.org/", kind=LinkKind.RELATED, anchor=""),)},
        ),
        ("citations", {"citations": ()}),
        ("post_versions", {"versions": (version(1, "Read better."),)}),
    ],
)
def test_only_the_part_that_differs_is_written(
    clinic_db: Database, table: str, change: dict[str, Any]
) -> None:
    save_post(clinic_db, post())
    numbers = {
        name: [row["id"] for row in clinic_db.table(name).rows] for name in part_rows(post())
    }
    mended = post(**change)
    before = clinic_db.conn.total_changes
    save_post(clinic_db, mended)
    written = len(part_rows(post())[table]) + len(part_rows(mended)[table])
    assert clinic_db.conn.total_changes - before == written
    for other in numbers.keys() - {table}:
        assert ids(clinic_db, other) == numbers[other]


def test_an_unknown_text_stays_null_and_an_empty_one_empty(clinic_db: Database) -> None:
    images = [Image(url="u", alt=None, caption=""), Image(url="v", alt="", caption=None)]
    save_post(clinic_db, post(images=tuple(images)))
    rows = [(row["alt"], row["caption"]) for row in clinic_db.table("images").rows]
    assert rows == [(None, ""), ("", None)]


def test_a_part_that_cannot_be_written_leaves_nothing_of_the_post(clinic_db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        save_post(clinic_db, post(tags=("twice", "twice")))
    assert clinic_db.table("posts").count == 0


def test_a_post_of_an_unknown_clinic_is_refused(clinic_db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        save_post(clinic_db, post(clinic="nobody"))


def test_a_text_where_a_number_belongs_is_refused(clinic_db: Database) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        save_post(clinic_db, post(word_count="many"))


def test_the_year_is_that_of_the_day(clinic_db: Database) -> None:
    save_post(clinic_db, post())
    save_post(clinic_db, post(url=f"{URL}-2", published_on=None))
    years = clinic_db.execute("SELECT published_year FROM posts ORDER BY id").fetchall()
    assert years == [(2026,), (None,)]


def test_the_index_keeps_step_with_new_changed_and_dropped_posts(clinic_db: Database) -> None:
    save_post(clinic_db, post())
    save_post(clinic_db, post(url=f"{URL}-2", title=None))
    assert found(clinic_db, "infusion") == [1, 2]
    assert found(clinic_db, "title: title") == [1]
    save_post(clinic_db, CHANGED)
    check_index(clinic_db)
    assert found(clinic_db, "infusion") == [2]
    assert found(clinic_db, "other") == [1]
    list(drop_posts(clinic_db, "harbor", keep={URL}))
    check_index(clinic_db)
    assert found(clinic_db, "infusion") == []


def test_the_integrity_check_can_fail(clinic_db: Database) -> None:
    save_post(clinic_db, post())
    clinic_db.execute("DELETE FROM posts_fts WHERE rowid = 1")
    with pytest.raises(sqlite3.DatabaseError):
        check_index(clinic_db)


def test_a_dropped_post_takes_its_parts_along_and_no_others(clinic_db: Database) -> None:
    save_post(clinic_db, post())
    save_post(clinic_db, post(url=f"{URL}-2"))
    list(drop_posts(clinic_db, "harbor", keep={f"{URL}-2"}))
    assert [row["url"] for row in clinic_db.table("posts").rows] == [f"{URL}-2"]
    for table in part_rows(post()):
        assert {row["post"] for row in clinic_db.table(table).rows} == {2}


def test_posts_of_other_clinics_are_not_dropped(clinic_db: Database) -> None:
    clinic_db.table("clinics").insert({"slug": "other", "website": "https://other.example/"})
    save_post(clinic_db, post(clinic="other"))
    list(drop_posts(clinic_db, "harbor", keep=set()))
    assert clinic_db.table("posts").count == 1


@pytest.mark.parametrize("text", NAUGHTY)
def test_naughty_texts_come_back_as_they_were(clinic_db: Database, text: str) -> None:
    new_post = post(title=text, author=text, text=text, tags=(text,))
    save_post(clinic_db, new_post)
    row = clinic_db.table("posts").get(1)
    assert [row["title"], row["author"], row["text"]] == [text] * 3
    assert [tag["tag"] for tag in clinic_db.table("post_tags").rows] == [text]
    assert save_post(clinic_db, new_post) == "unchanged"
    check_index(clinic_db)


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=50, deadline=None)
@given(title=st.none() | WORDS, text=WORDS, kind=st.none() | st.sampled_from(AuthorKind))
def test_any_post_comes_back_as_it_was(
    title: str | None, text: str, kind: AuthorKind | None
) -> None:
    db = with_clinic(open_database(":memory:"))
    new_post = replace(post(), title=title, text=text, author_kind=kind)
    save_post(db, new_post)
    row = db.table("posts").get(1)
    assert {name: row[name] for name in post_row(new_post)} == post_row(new_post)
    assert save_post(db, new_post) == "unchanged"
    check_index(db)
    db.close()
