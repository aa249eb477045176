"""Text that many posts of a clinic repeat is boilerplate; a sentence that it likes is not."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.items import Block, Kind, Picture, Role
from pipelines.settle.boilerplate import mark_boilerplate, repeated_texts
from tests.pipelines.examples.posts import heading, paragraph, sentence

BANNER = paragraph("Call our front desk today and ask for ten percent off your first drip.")
OWN = [paragraph(sentence(f"own{number}-", 40)) for number in range(10)]


def marked(pages: list[list[Block]]) -> list[tuple[Block, ...]]:
    repeated = repeated_texts(pages)
    return [mark_boilerplate(blocks, repeated) for blocks in pages]


def body(blocks: tuple[Block, ...]) -> list[str]:
    return [block.text for block in blocks if block.role is Role.BODY]


def test_a_banner_on_most_posts_leaves_the_text_and_stays_as_labelled_data() -> None:
    pages = [[own, BANNER, paragraph(f"{own.text} again")] for own in OWN]
    for page, result in zip(pages, marked(pages), strict=True):
        assert body(result) == [page[0].text, page[2].text]
        assert result[1].role is Role.BOILERPLATE
        assert result[1].reason is not None
        assert result[1].text == BANNER.text


def test_a_banner_is_found_in_any_case() -> None:
    loud = replace(BANNER, text=BANNER.text.upper())
    pages = [[own, BANNER if index % 2 else loud] for index, own in enumerate(OWN)]
    assert all(len(body(result)) == 1 for result in marked(pages))


def test_a_sentence_in_two_posts_is_kept() -> None:
    pages = [[OWN[0], BANNER], [OWN[1], BANNER], [OWN[2]]]
    assert [len(body(result)) for result in marked(pages)] == [2, 2, 1]


@pytest.mark.parametrize(("with_banner", "is_cut"), [(2, False), (3, True)])
def test_of_ten_posts_three_must_have_it(with_banner: int, is_cut: bool) -> None:
    pages = [[own, BANNER] if index < with_banner else [own] for index, own in enumerate(OWN)]
    assert (BANNER.text not in body(marked(pages)[0])) == is_cut


def test_a_sentence_in_a_fifth_of_the_posts_is_kept() -> None:
    own = [paragraph(sentence(f"own{number}-", 40)) for number in range(20)]
    pages = [[block, BANNER] if index < 4 else [block] for index, block in enumerate(own)]
    assert BANNER.text in body(marked(pages)[0])


def test_a_definition_in_two_of_five_posts_is_kept() -> None:
    definition = paragraph(
        "Ketamine is a medicine that has put people to sleep since nineteen seventy."
    )
    pages = [[own, definition, paragraph(f"{own.text} more")] for own in OWN[:2]]
    pages += [[own, paragraph(f"{own.text} more")] for own in OWN[2:5]]
    assert [definition.text in body(result) for result in marked(pages)][:2] == [True, True]


def test_sentences_that_differ_in_their_number_are_text() -> None:
    pages = [
        [own, paragraph(f"We saw {number} people in the quiet room during the week of this note.")]
        for number, own in enumerate(OWN, start=3)
    ]
    assert all(len(body(result)) == 2 for result in marked(pages))


def test_a_short_heading_that_posts_share_is_kept() -> None:
    pages = [[own, heading("Common questions"), paragraph(f"{own.text} more")] for own in OWN]
    assert all("Common questions" in body(result) for result in marked(pages))


@pytest.mark.parametrize("order", [1, -1])
def test_a_short_line_next_to_a_cut_block_is_cut_with_it(order: int) -> None:
    shared = [heading("About our clinic"), heading("In short"), BANNER][::order]
    pages = [[own, *shared, paragraph(f"{own.text} more")] for own in OWN]
    for own, result in zip(OWN, marked(pages), strict=True):
        assert body(result) == [own.text, f"{own.text} more"]


def test_a_short_line_at_the_end_of_most_posts_is_cut() -> None:
    pages = [[own, paragraph("Be well")] for own in OWN]
    assert all(body(result) == [own.text] for own, result in zip(OWN, marked(pages), strict=True))


def test_a_picture_next_to_a_cut_block_is_kept() -> None:
    picture = Block(kind=Kind.IMAGE, text="", picture=Picture(url="https://harbor.example/a.jpg"))
    pages = [[own, BANNER, picture, paragraph(f"{own.text} more")] for own in OWN]
    assert all(result[2].role is Role.BODY for result in marked(pages))


def test_no_post_loses_more_than_half_of_its_words() -> None:
    short = paragraph("Only five words of ours")
    pages = [[own, BANNER] for own in OWN] + [[short, BANNER]]
    assert body(marked(pages)[-1]) == [short.text, BANNER.text]


def test_posts_with_the_same_text_keep_it() -> None:
    clone = [paragraph(sentence("clone", 30)), paragraph(sentence("copy", 30))]
    pages = [list(clone) for _ in range(5)] + [[own] for own in OWN[:3]]
    assert all(body(result) == [block.text for block in clone] for result in marked(pages)[:5])


def test_blocks_outside_the_body_keep_their_role() -> None:
    teaser = replace(BANNER, role=Role.TEASER, reason="a list of posts")
    pages = [[own, teaser] for own in OWN]
    assert all(result[1] == teaser for result in marked(pages))


BLOCKS = st.lists(
    st.sampled_from([BANNER, heading("In short"), *OWN[:4], heading("Why"), paragraph("")]),
    max_size=8,
)


@given(pages=st.lists(BLOCKS, max_size=8))
def test_cutting_keeps_order_text_and_half_of_the_words(pages: list[list[Block]]) -> None:
    for page, result in zip(pages, marked(pages), strict=True):
        assert [block.text for block in result] == [block.text for block in page]
        words = [len(block.text.split()) for block in page]
        kept = [len(text.split()) for text in body(result)]
        assert sum(kept) * 2 >= sum(words)


@given(pages=st.lists(BLOCKS, max_size=8), data=st.data())
def test_the_order_of_the_posts_does_not_matter(
    pages: list[list[Block]], data: st.DataObject
) -> None:
    assert repeated_texts(data.draw(st.permutations(pages))) == repeated_texts(pages)


@given(pages=st.lists(BLOCKS, max_size=8))
def test_the_same_posts_twice_have_the_same_boilerplate(pages: list[list[Block]]) -> None:
    assert repeated_texts(pages + pages) == repeated_texts(pages)
