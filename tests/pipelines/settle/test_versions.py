"""A new version only where the text or the title differs, not where extraction improved."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pipelines.items import Block, Role
from pipelines.items.settled import History, Reading
from pipelines.settle import settle
from pipelines.settle.versions import versions
from tests.pipelines.examples.posts import (
    FETCHED_AT,
    LATER_AT,
    SEEN_AT,
    URL,
    paragraph,
    reading,
    sentence,
)

NONE: frozenset[str] = frozenset()


def read_twice(
    before: list[Block], after: list[Block], title: str = "A title", later: str = "A title"
) -> list[Reading]:
    return [
        reading(*before, title=title),
        reading(*after, title=later, fetched_at=LATER_AT),
    ]


def test_the_first_text_is_version_one_and_all_its_words_are_added() -> None:
    [version] = versions([reading(paragraph("one two three"))], NONE, NONE)
    assert version.version == 1
    assert (version.words_added, version.words_removed) == (3, 0)
    assert version.fetched_at == FETCHED_AT
    assert version.title == "A title"


def test_a_changed_text_is_a_version_with_its_words_counted() -> None:
    readings = read_twice(
        [paragraph("A drip takes forty minutes.")], [paragraph("A drip takes an hour today.")]
    )
    first, second = versions(readings, NONE, NONE)
    assert (first.version, second.version) == (1, 2)
    assert second.fetched_at == LATER_AT
    assert (second.words_added, second.words_removed) == (3, 2)


def test_a_moved_paragraph_counts_as_taken_out_and_put_in() -> None:
    readings = read_twice(
        [paragraph("one two three four"), paragraph("five six")],
        [paragraph("five six"), paragraph("one two three four")],
    )
    after = versions(readings, NONE, NONE)[1]
    assert (after.words_added, after.words_removed) == (2, 2)


def test_another_title_alone_is_a_version_without_changed_words() -> None:
    blocks = [paragraph("The same words.")]
    after = versions(read_twice(blocks, blocks, later="Another title"), NONE, NONE)[1]
    assert after.title == "Another title"
    assert (after.words_added, after.words_removed) == (0, 0)


def test_another_body_with_the_same_text_is_not_a_version() -> None:
    blocks = [paragraph("The same words.")]
    readings = read_twice(blocks, blocks)
    readings[1] = replace(
        readings[1], extraction=replace(readings[1].extraction, body_sha256="f" * 64)
    )
    assert len(versions(readings, NONE, NONE)) == 1


def test_newly_found_boilerplate_makes_no_version() -> None:
    own, banner = paragraph(sentence("own", 40)), paragraph(sentence("banner", 10))
    readings = read_twice([own], [own, banner])
    assert len(versions(readings, NONE, NONE)) == 2
    assert len(versions(readings, frozenset({banner.text}), NONE)) == 1


def test_a_newly_found_name_in_titles_makes_no_version() -> None:
    blocks = [paragraph("The same words.")]
    readings = read_twice(blocks, blocks, title="A title | Harbor")
    assert len(versions(readings, NONE, NONE)) == 2
    assert len(versions(readings, NONE, frozenset({"harbor"}))) == 1


def test_an_error_page_between_two_texts_is_not_a_version() -> None:
    readings = [
        reading(paragraph("The words.")),
        reading(paragraph("We will be right back."), is_post=False),
        reading(paragraph("The words.")),
    ]
    assert len(versions(readings, NONE, NONE)) == 1


def test_a_text_that_comes_back_is_a_new_version() -> None:
    readings = [reading(paragraph(text)) for text in ("one", "two", "one")]
    assert [version.text for version in versions(readings, NONE, NONE)] == ["one", "two", "one"]


def test_a_post_shows_its_last_version_and_when_that_was_fetched() -> None:
    readings = read_twice([paragraph("Old words.")], [paragraph("New words.")])
    history = History(url=URL, first_seen_at=SEEN_AT, readings=tuple(readings))
    [post] = settle("harbor", [history]).posts
    assert post.text == "New words."
    assert post.changed_at == LATER_AT
    assert post.first_seen_at == SEEN_AT
    assert post.text == post.versions[-1].text


@given(texts=st.lists(st.text(alphabet="ab ", max_size=8), min_size=1, max_size=6))
def test_words_added_and_removed_lead_from_each_version_to_the_next(texts: list[str]) -> None:
    post_versions = versions([reading(paragraph(text)) for text in texts], NONE, NONE)
    count = 0
    for number, version in enumerate(post_versions, start=1):
        assert version.version == number
        count += version.words_added - version.words_removed
        assert count == len(version.text.split())
    assert all(
        (one.text, one.title) != (other.text, other.title) for one, other in pairwise(post_versions)
    )


def test_a_change_in_an_alternate_source_only_makes_no_version() -> None:
    text, more, life = paragraph("one two three"), paragraph("four five"), paragraph("six")
    put_back = replace(more, witness="feed")
    cut = replace(life, role=Role.UNWITNESSED, witness="feed")
    readings = [
        reading(text, life),
        reading(text, put_back, life, fetched_at=LATER_AT),
        reading(text, put_back, cut, fetched_at=LATER_AT),
    ]
    [version] = versions(readings, NONE, NONE)
    assert version.fetched_at == FETCHED_AT
    assert version.text == "one two three\n\nfour five"
    assert (version.words_added, version.words_removed) == (5, 0)


def test_a_paragraph_that_page_and_alternate_source_lose_makes_a_version() -> None:
    text, cut = paragraph("one two"), replace(paragraph("three"), role=Role.UNWITNESSED)
    readings = read_twice([text, replace(cut, witness="feed")], [text])
    assert len(versions(readings, NONE, NONE)) == 2
