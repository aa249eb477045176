"""What a post is about: where its terms stand, how they rank, and what is quoted."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.enrich.sentences import MAX_QUOTE, sentence_at
from pipelines.enrich.terms.matcher import Vocabulary
from pipelines.enrich.terms.mentions import mentions
from pipelines.enrich.terms.rows import to_entry
from pipelines.enrich.terms.vocabulary import read_vocabulary
from pipelines.enrich.vocabulary_files import packaged_files
from pipelines.items import Block, Kind, Mention
from tests.pipelines.examples.posts import heading, paragraph

VOCABULARY = Vocabulary(
    to_entry(cells)
    for cells in (
        {"kind": "drug", "label": "ketamine"},
        {"kind": "drug", "label": "magnesium"},
        {"kind": "condition", "label": "migraine", "family": "pain"},
        {"kind": "condition", "label": "trigeminal neuralgia", "acronyms": "TN", "family": "pain"},
    )
)
OURS = read_vocabulary(packaged_files())


def mentions_by_label(title: str | None, *body: Block) -> dict[str, Mention]:
    return {mention.label: mention for mention in mentions(title, body, VOCABULARY)}


def test_a_post_without_terms_has_no_mentions() -> None:
    assert mentions_by_label("Our new room", paragraph("It has a window.")) == {}


def test_a_term_in_the_title_is_a_topic() -> None:
    by_label = mentions_by_label("Ketamine and you", paragraph("A word on it."))["ketamine"]
    assert (by_label.in_title, by_label.is_topic, by_label.count) == (True, True, 1)
    assert (by_label.quote, by_label.position) == (None, None)


def test_a_term_in_a_heading_or_a_question_is_a_topic() -> None:
    question = Block(kind=Kind.QUESTION, text="Does magnesium help?")
    by_label = mentions_by_label(None, heading("Ketamine"), question)
    assert (by_label["ketamine"].in_headings, by_label["ketamine"].is_topic) == (1, True)
    assert (by_label["magnesium"].in_headings, by_label["magnesium"].is_topic) == (1, True)


def test_a_term_in_the_body_is_a_topic_from_three_times_on() -> None:
    by_label = mentions_by_label(
        None, paragraph("Ketamine. Ketamine."), paragraph("Magnesium " * 3)
    )
    assert (by_label["ketamine"].count, by_label["ketamine"].is_topic) == (2, False)
    assert (by_label["magnesium"].count, by_label["magnesium"].is_topic) == (3, True)


def test_the_title_ranks_before_headings_and_headings_before_the_body() -> None:
    by_label = mentions_by_label(
        "Migraine",
        heading("Magnesium"),
        paragraph("Ketamine is one way. Ketamine is slow."),
    )
    assert sorted(by_label, key=lambda label: by_label[label].rank) == [
        "migraine",
        "magnesium",
        "ketamine",
    ]


def test_of_equal_terms_the_first_ranks_first() -> None:
    by_label = mentions_by_label(None, paragraph("Magnesium and ketamine."))
    assert (by_label["magnesium"].rank, by_label["ketamine"].rank) == (1, 2)


def test_the_quote_is_the_first_sentence_with_the_term_and_its_block() -> None:
    by_label = mentions_by_label(
        "Ketamine", paragraph("Hello."), paragraph("It rains. Take ketamine! Or not.")
    )
    assert (by_label["ketamine"].quote, by_label["ketamine"].position) == ("Take ketamine!", 1)


def test_the_surface_is_the_form_that_the_post_uses_most() -> None:
    by_label = mentions_by_label("KETAMINE", paragraph("With ketamine, or without ketamine."))
    assert by_label["ketamine"].surface == "ketamine"


def test_another_part_of_the_post_vouches_for_an_acronym() -> None:
    by_label = mentions_by_label(
        "Trigeminal neuralgia", paragraph("TN shoots."), paragraph("TN burns.")
    )
    assert by_label["trigeminal neuralgia"].count == 3
    assert mentions_by_label("Nashville", paragraph("We are in Nashville, TN.")) == {}
    assert (
        mentions_by_label("Migraine", paragraph("And TN."))["trigeminal neuralgia"].surface == "TN"
    )


def test_the_sentence_of_a_table_is_its_line() -> None:
    table = "Drug | Time\nKetamine | 40 minutes\nMagnesium | 1 hour"
    assert sentence_at(table, table.index("Ketamine")) == "Ketamine | 40 minutes"
    assert sentence_at(table, 0) == "Drug | Time"


def test_of_a_sentence_without_end_only_what_stands_around_the_term_is_quoted() -> None:
    words = "and so on " * 1_000
    by_label = mentions_by_label(None, paragraph(f"{words}ketamine {words}"))["ketamine"]
    assert by_label.quote
    assert len(by_label.quote) <= MAX_QUOTE
    assert "and so on ketamine and so on" in by_label.quote
    whole = f"{'word ' * 110}ketamine."
    assert mentions_by_label(None, paragraph(whole))["ketamine"].quote == whole


blocks = st.lists(st.builds(paragraph, st.text(max_size=60)), max_size=4)


@given(title=st.none() | st.text(max_size=60), body=blocks)
def test_any_text_gives_mentions_that_hang_together(title: str | None, body: list[Block]) -> None:
    by_label = mentions(title, body, OURS)
    assert [mention.rank for mention in by_label] == list(range(1, len(by_label) + 1))
    for mention in by_label:
        assert mention.count >= mention.in_headings + mention.in_title
        assert (mention.quote is None) == (mention.position is None)
        if mention.position is not None:
            assert mention.quote
            assert mention.quote in body[mention.position].text


@given(st.text(st.sampled_from("ab.!? \nA"), min_size=1), st.data())
def test_a_sentence_holds_its_offset(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text) - 1))
    if not text[offset].isspace():
        assert text[offset] in sentence_at(text, offset)
