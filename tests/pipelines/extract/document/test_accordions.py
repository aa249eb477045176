"""A button whose panel holds text is a question; any other button is not text."""

import pytest

from pipelines.items import Kind, Role
from tests.pipelines.examples.pages import body_text, of_role, paragraphs, post, read

PANEL = "<div class='q1'><p>Hardly, most of our rooms are very quiet all day.</p></div>"
ANSWER = "Hardly, most of our rooms are very quiet all day."


def around(html: str) -> str:
    """A post with something between its paragraphs."""
    return post(paragraphs(last=3) + html + paragraphs(first=3))


QUESTIONS = {
    "a button that asks": f"<button>Is it loud?</button>{PANEL}",
    "a button named after an accordion": f"<button class='accordion'>Is it loud?</button>{PANEL}",
    "a button in few words": f"<button aria-expanded='false'>Is it loud?</button>{PANEL}",
    "a button of Bootstrap": (
        f"<div><div><button data-toggle='collapse'>Is it loud?</button></div>{PANEL}</div>"
    ),
    "a button in an element of the theme": (
        f"<collapsible-content><button><span>Is it loud?</span></button>{PANEL}"
        "</collapsible-content>"
    ),
    "a button in a term": (f"<dl><dt><button>Is it loud?</button></dt><dd>{ANSWER}</dd></dl>"),
    "a dropdown whose answer is a nav": (
        f"<div class='faq'><div>Is it loud?</div><nav class='l'><p>{ANSWER}</p></nav></div>"
    ),
}


@pytest.mark.parametrize("html", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_comes_before_its_answer(html: str) -> None:
    text = body_text(around(html))
    assert f"Is it loud?\n\n{ANSWER}" in text


def test_a_button_that_asks_is_a_question() -> None:
    html = f"<h2>Common questions</h2><button>Is it loud?</button>{PANEL}"
    kinds = {b.text: b.kind for b in of_role(read(around(html)), Role.BODY)}
    assert kinds["Is it loud?"] == Kind.QUESTION


OTHERS = {
    "before a paragraph": "<button>Book now</button><p>A nurse calls you back within a day.</p>",
    "before another button": "<button>Ready?</button><button>Book now</button>",
    "before a menu": (
        "<button aria-expanded='false'>Menu</button><div><a href='/a'>All of our drips</a>"
        "<a href='/b'>All of our prices</a></div>"
    ),
    "next to other words": "<div>Tell a friend <button>Share it?</button></div>" + PANEL,
}


@pytest.mark.parametrize("html", OTHERS.values(), ids=OTHERS)
def test_a_button_that_opens_no_text_is_left_out(html: str) -> None:
    text = body_text(around(html))
    assert not any(label in text for label in ("Book now", "Ready?", "Menu", "Share it?"))


def test_a_nav_with_links_stays_a_navigation() -> None:
    html = "<nav><p>See also our notes on <a href='/tea'>tea and rest</a> of this year.</p></nav>"
    assert "See also" not in body_text(around(html))
