"""The stored copies depend on the posts alone, not on the order in which they came."""

from itertools import islice
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from pipelines.dedupe.rules import VERSION
from pipelines.store import batches
from pipelines.store.batches import run_now
from pipelines.store.copies import pairs
from pipelines.store.copies.update import catch_up, compare_all, compare_clinic
from scrapers.state.transaction import transaction
from tests.pipelines.examples.copied_posts import (
    CLINICS,
    collection,
    kinds,
    settle,
    settling,
    state,
    text_of,
)

SLUGS = [clinic.slug for clinic in CLINICS]
SENTENCES = st.lists(st.integers(0, 24), min_size=5, max_size=14)
PARTS = st.sampled_from(
    [
        list(range(10)),
        [*range(9), 30],
        [*range(3, 13)],
        [*range(40, 50)],
        [*range(40, 44), *range(50, 56)],
        [100, 101],
    ]
)
POSTS = st.dictionaries(st.sampled_from("abcdefgh"), SENTENCES | PARTS, max_size=8)
VISITS = st.lists(st.tuples(st.sampled_from(SLUGS), POSTS), min_size=1, max_size=7)
"""The posts that each visit to a clinic finds: some new, some gone, some rewritten."""


def visited(visits: list[tuple[str, dict[str, list[int]]]]) -> Database:
    db = collection()
    for slug, posts in visits:
        settle(db, slug, {name: text_of(*sentences) for name, sentences in posts.items()})
    return db


def compare_again(db: Database, slugs: list[str]) -> None:
    """Delete all copies, and compare the clinics in this order."""
    with transaction(db):
        db.execute("DELETE FROM comparison")
        for slug in slugs:
            run_now(compare_clinic(db, slug))


@pytest.mark.parametrize("max_posts", [2, 4, 200])
@settings(deadline=None, max_examples=25)
@given(visits=VISITS, seed=st.integers(0, 5))
def test_visit_after_visit_gives_what_comparing_all_again_gives(
    max_posts: int, visits: list[tuple[str, dict[str, list[int]]]], seed: int
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pairs, "MAX_POSTS", max_posts)
        db = visited(visits)
        by_visits = state(db)
        slugs = sorted({slug for slug, _ in visits})
        Random(seed).shuffle(slugs)
        compare_again(db, slugs)
        assert state(db) == by_visits


@pytest.mark.parametrize("max_posts", [2, 200])
@settings(deadline=None, max_examples=25)
@given(visits=VISITS, cuts=st.lists(st.integers(0, 40), min_size=7, max_size=7))
def test_a_visit_that_is_cut_short_anywhere_and_made_again_gives_what_an_unbroken_one_gives(
    max_posts: int, visits: list[tuple[str, dict[str, list[int]]]], cuts: list[int]
) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(pairs, "MAX_POSTS", max_posts)
        patched.setattr(batches, "BATCH_SECONDS", 0)  # a transaction for each step
        broken, unbroken = collection(), visited(visits)
        for (slug, posts), cut in zip(visits, cuts, strict=False):
            texts = {name: text_of(*sentences) for name, sentences in posts.items()}
            for _ in islice(settling(broken, slug, texts), cut):
                pass
            catch_up(broken)
            settle(broken, slug, texts)
        assert state(broken) == state(unbroken)


@pytest.mark.parametrize("cut", range(20))
def test_a_sentence_that_becomes_repeated_leaves_all_posts_however_short_that_was_cut(
    cut: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "BATCH_SECONDS", 0)
    broken, unbroken = collection(), collection()
    texts = {
        name: text_of("habit", *range(at, at + 8)) for at, name in ((0, "a"), (9, "b"), (18, "c"))
    }
    for db in (broken, unbroken):
        settle(db, "harbor", {name: texts[name] for name in "ab"})
    settle(unbroken, "harbor", texts)
    for _ in islice(settling(broken, "harbor", texts), cut):
        pass
    catch_up(broken)
    settle(broken, "harbor", texts)
    assert state(broken) == state(unbroken)


@settings(deadline=None, max_examples=20)
@given(visits=VISITS, order=st.permutations(range(7)))
def test_the_order_of_clinics_changes_no_relation(
    visits: list[tuple[str, dict[str, list[int]]]], order: list[int]
) -> None:
    last = list(dict(visits).items())
    shuffled = [last[at] for at in order if at < len(last)]
    assert copies_by_url(visited(last)) == copies_by_url(visited(shuffled))


def copies_by_url(db: Database) -> set[tuple[frozenset[str], str]]:
    rows = db.execute(
        "SELECT one.url, other.url, kind FROM copies JOIN posts AS one ON one.id = copies.post "
        "JOIN posts AS other ON other.id = copies.other"
    ).fetchall()
    return {(frozenset((url, other_url)), kind) for url, other_url, kind in rows}


def test_a_second_settling_of_the_same_posts_changes_nothing() -> None:
    db = collection()
    texts = {"one": text_of(*range(12)), "two": text_of(*range(11), 30)}
    settle(db, "harbor", texts)
    before = (state(db), db.execute("SELECT total_changes()").fetchone())
    run_now(compare_clinic(db, "harbor"))
    assert (state(db), db.execute("SELECT total_changes()").fetchone()) == before


def test_a_comparison_that_was_cut_short_is_continued() -> None:
    db = collection()
    for slug in SLUGS:
        settle(db, slug, {slug: text_of(*range(12))})
    whole = state(db)
    compare_again(db, ["lakeside"])
    assert kinds(db) == {}
    catch_up(db)
    assert state(db) == whole


def test_other_rules_lead_to_a_comparison_of_all_posts_with_a_word_about_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    db = collection()
    settle(db, "harbor", {"one": text_of(*range(12)), "two": text_of(*range(12))})
    whole = state(db)
    db.execute("UPDATE comparison SET version = 0")
    db.execute("UPDATE copies SET jaccard = 0.5")
    catch_up(db)
    assert state(db) == whole
    assert f"found by other rules (version 0, now {VERSION})" in caplog.text


def test_posts_that_were_deleted_by_hand_leave_nothing_behind() -> None:
    db = collection()
    settle(db, "harbor", {"one": text_of(*range(12)), "two": text_of(*range(12))})
    db.execute("DELETE FROM posts WHERE url LIKE '%one'")
    db.conn.commit()
    catch_up(db)
    numbers = {number for (number,) in db.execute("SELECT DISTINCT post FROM fingerprints")}
    assert numbers == {2}
    assert state(db)["posts"] == [(2, None)]


def test_comparing_all_again_changes_nothing() -> None:
    db = collection()
    settle(db, "harbor", {"one": text_of(*range(12)), "two": text_of(*range(5), *range(20, 30))})
    settle(db, "quiet", {"three": text_of(*range(12))})
    before = state(db)
    compare_all(db)
    assert state(db) == before
