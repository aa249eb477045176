"""What two posts share: where it stands in both, what was swapped in it, and in bounded time."""

from hypothesis import example, given
from hypothesis import strategies as st

from pipelines.dedupe.greedy_tiling import tiles
from pipelines.dedupe.passages import Passage, Span, passages
from pipelines.dedupe.tokenize import words_of

OURS = (
    "On the evening before your first visit to Harbor Infusion in Portland we ask how you slept. "
    "Please call us at 207-555-0123 if you take blood thinners, and bring a friend who can drive."
)
THEIRS = (
    "A word from our nurses. On the evening before your first visit to Lakeside IV in Madison we "
    "ask how you slept. Please call us at (608) 555-0199 if you take blood thinners, and bring a "
    "friend who can drive."
)


def said(text: str, span: Span) -> str:
    return text[span.start : span.end]


def changed(found: Passage, one: str, other: str) -> list[tuple[str, str]]:
    return [
        (said(one, piece.one), said(other, piece.other))
        for piece in found.pieces
        if piece.is_changed
    ]


def numbered(word: str, count: int) -> str:
    return " ".join(f"{word}{number}" for number in range(count))


def test_swapped_names_and_numbers_are_changed_pieces_of_one_passage() -> None:
    (found,) = passages(OURS, THEIRS)
    assert changed(found, OURS, THEIRS) == [
        ("Harbor Infusion in Portland", "Lakeside IV in Madison"),
        ("207-555-0123", "608) 555-0199"),
    ]


def test_a_passage_says_what_stands_in_both_posts() -> None:
    (found,) = passages(OURS, THEIRS)
    assert said(OURS, found.one).endswith("bring a friend who can drive")
    assert said(THEIRS, found.other).endswith("bring a friend who can drive")
    assert "A word from our nurses" not in said(THEIRS, found.other)


def test_a_moved_passage_is_found_where_it_stands() -> None:
    first, second = numbered("vein", 30), numbered("drip", 40)
    one, other = f"{first} {second}", f"{second} {first}"
    found = passages(one, other)
    assert [said(one, each.one) for each in found] == [first, second]
    assert [said(other, each.other) for each in found] == [first, second]


def test_quotes_case_and_ligatures_make_no_difference() -> None:
    one = "It’s the ﬁrst infusion that patients don’t forget, she said."
    other = "it's the first infusion, that Patients don't forget she said"
    (found,) = passages(one, other)
    assert [piece.is_changed for piece in found.pieces] == [False]
    assert found.same_words == 10


def test_seven_equal_words_are_no_passage() -> None:
    assert passages(numbered("vein", 7), numbered("vein", 7)) == ()
    assert len(passages(numbered("vein", 8), numbered("vein", 8))) == 1


def test_a_long_insertion_parts_two_passages() -> None:
    first, second = numbered("vein", 20), numbered("drip", 20)
    assert len(passages(f"{first} {second}", f"{first} {numbered('new', 12)} {second}")) == 1
    assert len(passages(f"{first} {second}", f"{first} {numbered('new', 13)} {second}")) == 2


def test_empty_texts_share_nothing() -> None:
    assert passages("", "") == passages(OURS, "") == passages("", OURS) == ()


def test_a_text_of_one_word_a_hundred_thousand_times_ends() -> None:
    (found,) = passages("drip " * 100_000, "drip " * 100_000)
    assert found.same_words == 100_000


FEW_WORDS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=80)
MORE_WORDS = st.lists(st.sampled_from("abcdefghijkl"), max_size=80)


@given(one=FEW_WORDS | MORE_WORDS, other=FEW_WORDS | MORE_WORDS)
@example(one=["a"] * 80, other=["a"] * 79)
def test_no_word_stands_in_two_tiles_and_every_tile_is_equal(
    one: list[str], other: list[str]
) -> None:
    found = tiles(one, other)
    for run in found:
        ours = one[run.one : run.one + run.length]
        assert ours == other[run.other : run.other + run.length]
        assert run.length >= 8
    in_one = [at for run in found for at in range(run.one, run.one + run.length)]
    in_other = [at for run in found for at in range(run.other, run.other + run.length)]
    assert len(in_one) == len({*in_one})
    assert len(in_other) == len({*in_other})


@given(words=MORE_WORDS)
def test_a_text_beside_itself_is_one_passage(words: list[str]) -> None:
    text = " ".join(words)
    found = passages(text, text)
    assert [each.same_words for each in found] == [len(words)] * (len(words) >= 8)


@given(one=st.text(alphabet="ab’'. \n\u0301ß", max_size=200), other=st.text(max_size=50))
def test_the_pieces_of_a_passage_follow_one_another(one: str, other: str) -> None:
    whole = f"{other} {one}"
    for found in passages(one, whole):
        places = [(p.one.first_word, p.one.first_word + p.one.word_count) for p in found.pieces]
        assert [end for _, end in places[:-1]] == [first for first, _ in places[1:]]
        assert not found.pieces[0].is_changed
        assert not found.pieces[-1].is_changed


@given(st.text(max_size=200))
def test_a_folded_word_is_never_empty(text: str) -> None:
    assert all(word.folded for word in words_of(text))
