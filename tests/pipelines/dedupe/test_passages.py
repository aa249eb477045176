"""Passages: where both posts contain them, what was swapped inside them, and in bounded time."""

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


def words_in(text: str, span: Span) -> str:
    return text[span.start : span.end]


def changed(passage: Passage, left: str, right: str) -> list[tuple[str, str]]:
    return [
        (words_in(left, piece.left), words_in(right, piece.right))
        for piece in passage.pieces
        if piece.is_changed
    ]


def numbered(word: str, count: int) -> str:
    return " ".join(f"{word}{number}" for number in range(count))


def test_swapped_names_and_numbers_are_changed_pieces_of_one_passage() -> None:
    (passage,) = passages(OURS, THEIRS)
    assert changed(passage, OURS, THEIRS) == [
        ("Harbor Infusion in Portland", "Lakeside IV in Madison"),
        ("207-555-0123", "608) 555-0199"),
    ]


def test_a_passage_contains_the_words_of_both_posts() -> None:
    (passage,) = passages(OURS, THEIRS)
    assert words_in(OURS, passage.left).endswith("bring a friend who can drive")
    assert words_in(THEIRS, passage.right).endswith("bring a friend who can drive")
    assert "A word from our nurses" not in words_in(THEIRS, passage.right)


def test_a_moved_passage_is_found_at_its_new_position() -> None:
    first, second = numbered("vein", 30), numbered("drip", 40)
    left, right = f"{first} {second}", f"{second} {first}"
    shared = passages(left, right)
    assert [words_in(left, passage.left) for passage in shared] == [first, second]
    assert [words_in(right, passage.right) for passage in shared] == [first, second]


def test_quotes_case_and_ligatures_make_no_difference() -> None:
    left = "It’s the ﬁrst infusion that patients don’t forget, she said."
    right = "it's the first infusion, that Patients don't forget she said"
    (passage,) = passages(left, right)
    assert [piece.is_changed for piece in passage.pieces] == [False]
    assert passage.same_words == 10


def test_seven_equal_words_are_not_a_passage() -> None:
    assert passages(numbered("vein", 7), numbered("vein", 7)) == ()
    assert len(passages(numbered("vein", 8), numbered("vein", 8))) == 1


def test_a_long_insertion_separates_two_passages() -> None:
    first, second = numbered("vein", 20), numbered("drip", 20)
    assert len(passages(f"{first} {second}", f"{first} {numbered('new', 12)} {second}")) == 1
    assert len(passages(f"{first} {second}", f"{first} {numbered('new', 13)} {second}")) == 2


def test_empty_texts_share_nothing() -> None:
    assert passages("", "") == passages(OURS, "") == passages("", OURS) == ()


def test_a_text_of_one_word_a_hundred_thousand_times_ends() -> None:
    (passage,) = passages("drip " * 100_000, "drip " * 100_000)
    assert passage.same_words == 100_000


FEW_WORDS = st.lists(st.sampled_from(["a", "b", "c"]), max_size=80)
MORE_WORDS = st.lists(st.sampled_from("abcdefghijkl"), max_size=80)


@given(left=FEW_WORDS | MORE_WORDS, right=FEW_WORDS | MORE_WORDS)
@example(left=["a"] * 80, right=["a"] * 79)
def test_no_word_belongs_to_two_tiles_and_every_tile_is_equal(
    left: list[str], right: list[str]
) -> None:
    runs = tiles(left, right)
    for run in runs:
        words = left[run.left : run.left + run.length]
        assert words == right[run.right : run.right + run.length]
        assert run.length >= 8
    in_left = [at for run in runs for at in range(run.left, run.left + run.length)]
    in_right = [at for run in runs for at in range(run.right, run.right + run.length)]
    assert len(in_left) == len({*in_left})
    assert len(in_right) == len({*in_right})


@given(words=MORE_WORDS)
def test_a_text_compared_with_itself_is_one_passage(words: list[str]) -> None:
    text = " ".join(words)
    shared = passages(text, text)
    assert [passage.same_words for passage in shared] == [len(words)] * (len(words) >= 8)


@given(text=st.text(alphabet="ab’'. \n\u0301ß", max_size=200), prefix=st.text(max_size=50))
def test_the_pieces_of_a_passage_follow_one_another(text: str, prefix: str) -> None:
    whole = f"{prefix} {text}"
    for passage in passages(text, whole):
        spans = [piece.left for piece in passage.pieces]
        ends = [span.first_word + span.word_count for span in spans]
        assert ends[:-1] == [span.first_word for span in spans[1:]]
        assert not passage.pieces[0].is_changed
        assert not passage.pieces[-1].is_changed


@given(st.text(max_size=200))
def test_a_folded_word_is_never_empty(text: str) -> None:
    assert all(word.folded for word in words_of(text))
