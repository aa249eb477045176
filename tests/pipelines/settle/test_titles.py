"""A clinic's name leaves the titles of its posts only where most of them share it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.items import Extraction
from pipelines.settle.site_level import site_names, without_name
from tests.pipelines.examples.posts import reading

SUBJECTS = ["Ketamine and sleep", "What is NAD+?", "Drips at home", "Low-dose care", "Migraine"]


def posts(titles: list[str | None]) -> list[Extraction]:
    return [reading(title=title).extraction for title in titles]


def cleaned(titles: list[str | None]) -> list[str | None]:
    names = site_names(posts(titles))
    return [without_name(title, names) for title in titles]


@pytest.mark.parametrize("mark", ["|", "–", "—", "-", "·", "•", "»", ":"])
def test_the_clinics_name_leaves_the_end_of_titles(mark: str) -> None:
    assert cleaned([f"{subject} {mark} Harbor Infusion" for subject in SUBJECTS]) == SUBJECTS


def test_the_clinics_name_leaves_the_beginning_of_titles() -> None:
    assert cleaned([f"Harbor Infusion | {subject}" for subject in SUBJECTS]) == SUBJECTS


def test_name_and_place_leave_both_ends() -> None:
    assert cleaned([f"Blog » {subject} | Harbor | Maine" for subject in SUBJECTS]) == [
        f"{subject} | Harbor" for subject in SUBJECTS
    ]


def test_the_name_is_found_in_any_case() -> None:
    assert cleaned(["A | HARBOR", "B | Harbor", "C | harbor"]) == ["A", "B", "C"]


def test_a_name_that_two_of_five_titles_share_is_kept() -> None:
    titles = [f"{subject} | Harbor" for subject in SUBJECTS[:2]] + SUBJECTS[2:]
    assert cleaned(list(titles)) == titles


def test_a_name_that_two_titles_share_is_kept_if_there_are_no_more() -> None:
    assert cleaned(["A | Harbor", "B | Harbor"]) == ["A | Harbor", "B | Harbor"]


def test_half_of_the_titles_are_enough() -> None:
    assert cleaned(["A | Harbor", "B | Harbor", "C | Harbor", "D", "E", "F"])[:3] == ["A", "B", "C"]


def test_a_part_inside_a_title_stays() -> None:
    assert cleaned([f"{subject} | Harbor | {subject}" for subject in SUBJECTS]) == [
        f"{subject} | Harbor | {subject}" for subject in SUBJECTS
    ]


def test_hyphens_inside_words_do_not_separate() -> None:
    titles: list[str | None] = ["Post-op care", "Follow-op care", "Pre-op care", "Low-op care"]
    assert cleaned(titles) == titles


def test_a_colon_after_a_word_does_not_separate() -> None:
    titles: list[str | None] = ["Ketamine: how", "Ketamine: why", "Ketamine: when"]
    assert cleaned(titles) == titles


def test_a_title_that_is_the_name_alone_stays() -> None:
    assert cleaned(["A | Harbor", "B | Harbor", "C | Harbor", "Harbor"])[-1] == "Harbor"


def test_a_title_that_is_the_name_twice_stays_once() -> None:
    assert cleaned(["A | Harbor", "B | Harbor", "Harbor | Harbor"])[-1] == "Harbor"


def test_a_post_without_title_stays_without() -> None:
    assert cleaned(["A | Harbor", "B | Harbor", "C | Harbor", None])[-1] is None


TITLES = st.none() | st.lists(
    st.sampled_from(["Harbor", "Maine", "A", "B", "low-dose", "|", "-", ":"]), min_size=1
).map(" ".join)


@given(titles=st.lists(TITLES, max_size=8))
def test_no_title_gets_empty_or_longer(titles: list[str | None]) -> None:
    for title, short in zip(titles, cleaned(titles), strict=True):
        assert (short is None) == (title is None)
        assert short is None or short.strip()
        assert short is None or short in str(title)


@given(titles=st.lists(TITLES, max_size=8), data=st.data())
def test_the_order_of_titles_does_not_matter(titles: list[str | None], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(titles))
    assert site_names(posts(titles)) == site_names(posts(shuffled))
