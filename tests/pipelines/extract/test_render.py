"""Plain text and Markdown of blocks."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.render import markdown, text
from pipelines.items import Block, Kind, Link, Picture, Role

BLOCKS = (
    Block(kind=Kind.HEADING, text="Rest", level=2),
    Block(
        kind=Kind.PARAGRAPH,
        text="Read our note on tea_time first.",
        links=(Link(url="https://clinic.example/tea (1)", anchor="our note"),),
    ),
    Block(kind=Kind.LIST_ITEM, text="Sleep", level=1, ordered=True),
    Block(kind=Kind.LIST_ITEM, text="eight hours", level=2),
    Block(kind=Kind.QUOTE, text="Take your time."),
    Block(kind=Kind.TABLE, text="Visit | Minutes\nFirst | 90"),
    Block(kind=Kind.QUESTION, text="Is it loud?"),
    Block(kind=Kind.ANSWER, text="No."),
    Block(
        kind=Kind.IMAGE,
        text="",
        picture=Picture(url="https://clinic.example/a.jpg", alt="Room", caption="In spring"),
    ),
    Block(kind=Kind.PARAGRAPH, text="Why tea helps", role=Role.TEASER, reason="a teaser"),
)


def test_plain_text_has_the_body_alone() -> None:
    assert text(BLOCKS) == (
        "Rest\n\nRead our note on tea_time first.\n\nSleep\neight hours\n\nTake your time.\n\n"
        "Visit | Minutes\nFirst | 90\n\nIs it loud?\n\nNo."
    )


def test_markdown_keeps_links_lists_tables_questions_and_pictures() -> None:
    assert markdown(BLOCKS) == (
        "## Rest\n\nRead [our note](https://clinic.example/tea%20%281%29) on tea\\_time first."
        "\n\n1. Sleep\n    - eight hours\n\n> Take your time.\n\n"
        "| Visit | Minutes |\n| --- | --- |\n| First | 90 |\n\n**Is it loud?**\n\nNo.\n\n"
        "![Room](https://clinic.example/a.jpg)\n*In spring*"
    )


def test_text_that_looks_like_markdown_stays_text() -> None:
    blocks = [
        Block(kind=Kind.PARAGRAPH, text="1. not a list"),
        Block(kind=Kind.PARAGRAPH, text="# x"),
    ]
    assert markdown(blocks) == "1\\. not a list\n\n\\# x"


@given(st.text(max_size=60))
def test_plain_text_of_one_paragraph_is_its_text(words: str) -> None:
    assert text([Block(kind=Kind.PARAGRAPH, text=words)]) == words
