"""Every named query runs, has an audience, and is the same in metadata.yaml."""

import pytest
from sqlite_utils import Database

from pipelines.browse.generated_docs import METADATA, with_questions
from pipelines.queries import FOLDER, Audience, QuestionError, question, questions, run_query
from tests.pipelines.examples.small_collection import filled

EVERY = sorted(str(path.relative_to(FOLDER).with_suffix("")) for path in FOLDER.rglob("*.sql"))
OF_USERS = [query.name for query in questions()]
NEED_AN_ANSWER = {
    "tags_we_lack",
    "topics_we_lack",
    "new_posts",
    "cadence",
    "suicide_without_crisis_resource",
}
"""Queries that return nothing on the small collection without parameters."""


@pytest.fixture(scope="module")
def db() -> Database:
    return filled(":memory:")


def test_metadata_holds_the_questions_as_they_are_written() -> None:
    text = METADATA.read_text(encoding="utf-8")
    assert text == with_questions(text), "run python -m pipelines.browse.generated_docs"


@pytest.mark.parametrize("audience", Audience)
def test_each_audience_has_questions_in_a_clear_order(audience: Audience) -> None:
    orders = [query.order for query in questions() if query.audience is audience]
    assert orders == list(range(1, len(orders) + 1))
    assert len(orders) >= 5


@pytest.mark.parametrize("name", EVERY)
def test_a_question_has_a_title_and_a_sentence(name: str) -> None:
    assert question(name).title
    assert question(name).sentence.endswith(".")


@pytest.mark.parametrize("name", EVERY)
def test_a_question_explains_just_the_parameters_that_it_uses(name: str) -> None:
    query = question(name)
    used = {word for word in query.parameters if f":{word}" in query.sql}
    assert used == set(query.parameters)
    assert query.sql.count(":") == sum(query.sql.count(f":{word}") for word in query.parameters)


@pytest.mark.parametrize("name", OF_USERS)
def test_a_question_of_users_answers_without_parameters(db: Database, name: str) -> None:
    assert isinstance(run_query(db, name), list)


@pytest.mark.parametrize("name", sorted({*OF_USERS} - NEED_AN_ANSWER))
def test_a_question_finds_something_in_a_filled_collection(db: Database, name: str) -> None:
    assert run_query(db, name)


@pytest.mark.parametrize("name", OF_USERS)
def test_a_clinic_narrows_every_answer_that_asks_for_one(db: Database, name: str) -> None:
    if "clinic" not in question(name).parameters:
        pytest.skip("the question asks for no clinic")
    assert run_query(db, name, clinic="no-such-clinic") == []


def test_the_same_title_of_two_clinics_is_found_whatever_its_capitals(db: Database) -> None:
    rows = run_query(db, "same_title")
    assert [(row["clinic"], row["post"]) for row in rows] == [
        ("lakeside-iv", 2),
        ("harbor-infusion", 1),
    ]


def test_a_shared_title_says_whether_the_texts_are_copies_too(db: Database) -> None:
    assert {row["shares_text"] for row in run_query(db, "same_title")} == {None}


def test_pairs_of_copies_are_listed_with_the_most_alike_first(db: Database) -> None:
    rows = run_query(db, "copied_pairs", clinic="lakeside-iv")
    assert [(row["post"], row["other"], row["kind"]) for row in rows] == [
        (3, 4, "copy"),
        (1, 4, "partial"),
    ]


def test_two_clinics_stand_in_one_row_of_who_copies_whom(db: Database) -> None:
    (row,) = run_query(db, "copied_from")
    assert (row["clinic"], row["other_clinic"]) == ("harbor-infusion", "lakeside-iv")
    assert (row["copied_posts"], row["posts_with_passages"], row["shared_words"]) == (1, 1, 17)
    assert (row["clinic_first"], row["other_clinic_first"], row["first_unknown"]) == (0, 0, 2)


def test_a_group_of_copies_says_why_nobody_is_named_as_the_first(db: Database) -> None:
    (row,) = run_query(db, "copy_groups")
    assert (row["clinic_count"], row["clinic_first"]) == (2, None)
    assert row["first_reason"] == "post 3 has no date"


def test_words_that_another_clinic_has_too_are_not_a_clinics_own(db: Database) -> None:
    (row,) = run_query(db, "original_words", clinic="lakeside-iv")
    (shared,) = db.execute("SELECT word_count FROM posts WHERE id = 4").fetchone()
    assert row["posts_with_shared_text"] == 1
    assert row["words"] == int(str(row["words_of_its_own"])) + shared


def test_coverage_names_the_next_step_of_a_clinic_that_failed(db: Database) -> None:
    (row,) = run_query(db, "coverage", clinic="quiet-clinic")
    assert row["end_state"] == "unreachable"
    assert row["next_step"] == "check the URL in the column website; try again later"


def test_skips_are_counted_by_reason(db: Database) -> None:
    rows = {row["reason"]: row["addresses"] for row in run_query(db, "skipped_addresses")}
    assert rows == {
        "archive_page": 2,
        "duplicate": 1,
        "not_a_post": 1,
        "not_found": 1,
        "server_error": 1,
    }


def test_undated_posts_are_counted_beside_the_cadence(db: Database) -> None:
    rows = {row["clinic"]: row["undated_posts"] for row in run_query(db, "who_is_active")}
    assert rows == {"harbor-infusion": 1, "lakeside-iv": 0}


def test_new_posts_start_on_the_day_that_is_given(db: Database) -> None:
    assert len(run_query(db, "new_posts", since="2026-11-20")) == 4
    assert run_query(db, "new_posts", since="2026-11-21") == []


def test_a_tag_counts_as_lacking_once_two_others_use_it(db: Database) -> None:
    rows = run_query(db, "tags_we_lack", clinic="quiet-clinic")
    assert {row["tag"]: row["other_clinics"] for row in rows} == {
        "brain": 2,
        "ketamine": 2,
        "nad+": 2,
    }
    assert run_query(db, "tags_we_lack", clinic="harbor-infusion") == []


def test_the_topics_of_a_clinic_are_counted_with_their_share(db: Database) -> None:
    rows = run_query(db, "topics_by_clinic", clinic="harbor-infusion")
    assert [(row["topic"], row["posts"], row["percent_of_its_posts"]) for row in rows] == [
        ("NAD+", 1, 50.0),
        ("brain", 1, 50.0),
    ]


def test_topics_over_the_years_count_undated_posts_too(db: Database) -> None:
    rows = run_query(db, "topics_over_years", topic="nad+")
    assert [(row["year"], row["posts"]) for row in rows] == [(2025, 1), (None, 1)]


def test_posts_about_a_topic_come_with_their_sentence(db: Database) -> None:
    rows = run_query(db, "posts_about", topic="NAD+")
    assert [row["quote"] for row in rows] == [
        "We offer fluids, vitamins and NAD+.",
        "NAD+ is a coenzyme.",
    ]


def test_a_topic_tells_which_clinic_has_how_many_posts(db: Database) -> None:
    row = run_query(db, "topics_and_rivals", kind="drug")[0]
    assert (row["topic"], row["clinics"], row["who"]) == (
        "NAD+",
        2,
        "harbor-infusion 1, lakeside-iv 1",
    )


def test_a_topic_counts_as_lacking_once_enough_others_write_about_it(db: Database) -> None:
    (row,) = run_query(db, "topics_we_lack", clinic="quiet-clinic")
    assert (row["topic"], row["other_clinics"], row["best_rank"]) == ("NAD+", 2, 1)
    rows = run_query(db, "topics_we_lack", clinic="lakeside-iv", at_least="1")
    assert [(row["topic"], row["example_post"]) for row in rows] == [("brain", 1)]
    assert run_query(db, "topics_we_lack", clinic="lakeside-iv") == []


def test_the_first_dated_post_on_a_topic_is_named_and_the_undated_are_counted(
    db: Database,
) -> None:
    (row,) = run_query(db, "first_on_a_topic", topic="NAD+")
    assert (row["post"], row["clinic"], row["posts"], row["undated_posts"]) == (
        2,
        "lakeside-iv",
        2,
        1,
    )


def test_linked_hosts_leave_the_own_site_out(db: Database) -> None:
    hosts = {row["host"] for row in run_query(db, "linked_hosts")}
    assert hosts == {"clinicaltrials.gov", "lakeside.example"}


def test_a_rewritten_post_is_listed_with_its_words(db: Database) -> None:
    (row,) = run_query(db, "changed_posts")
    assert (row["post"], row["words_added"], row["words_removed"]) == (1, 12, 3)


@pytest.mark.parametrize("name", ["nothing", "../compare", "pages", "same_title.sql", ""])
def test_an_unknown_question_is_refused_with_the_known_ones(name: str) -> None:
    with pytest.raises(QuestionError, match="same_title"):
        question(name)


def test_an_unknown_parameter_is_refused_with_the_known_ones(db: Database) -> None:
    with pytest.raises(QuestionError, match="has no parameter 'site'; it has: clinic"):
        run_query(db, "same_title", site="x")
