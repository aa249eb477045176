"""What trafilatura drops inside the body comes back, what a page shows twice or beside it goes."""

import pytest

from pipelines.items import Kind, Role
from tests.pipelines.examples.pages import (
    PARAGRAPHS,
    TITLE,
    body_text,
    of_role,
    paragraphs,
    post,
    read,
)

LINKS = "".join(f"<li><a href='/blog/{name}'>{name} notes</a></li>" for name in ("Tea", "Rain"))


def between(html: str, *, last: int = 3) -> str:
    """A post with something between its paragraphs."""
    before = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:last])
    after = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[last:])
    return post(before + html + after)


def test_a_list_of_links_that_finishes_a_sentence_is_text() -> None:
    text = body_text(between(f"<p>These two notes of ours go well with it:</p><ul>{LINKS}</ul>"))
    assert "Tea notes\nRain notes" in text


def test_a_list_of_links_that_finishes_no_sentence_is_none() -> None:
    assert "Tea notes" not in body_text(between(f"<ul>{LINKS}</ul>"))


def test_a_list_that_is_partly_text_is_text_as_a_whole() -> None:
    mixed = f"<ul><li>A warm pair of socks for the chair</li>{LINKS}</ul>"
    assert "A warm pair of socks for the chair\nTea notes\nRain notes" in body_text(between(mixed))


def test_answers_behind_the_last_paragraph_are_text() -> None:
    faq = (
        "<div class='faq'><div class='faq-item'><div><div><button aria-expanded='false'>May I "
        "drive home?</button></div></div><div class='faq-answer' aria-hidden='true'><div><div><p>"
        "No, somebody else has to.</p></div></div></div></div></div>"
    )
    text = body_text(between(faq, last=5))
    assert text.endswith("May I drive home?\n\nNo, somebody else has to.")


def test_a_section_drawn_for_wide_and_for_narrow_screens_stands_in_the_text_once() -> None:
    section = "<h2>What to bring</h2>" + "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:4])
    html = post(
        f"<div class='w-desk'>{section}</div><div class='w-phone'>{section}</div>"
        f"<p>{PARAGRAPHS[4]}</p>"
    )
    assert body_text(html) == "What to bring\n\n" + "\n\n".join(PARAGRAPHS)
    repeated = of_role(read(html), Role.BODY)
    assert [block.text for block in repeated].count(PARAGRAPHS[0]) == 1


STEPS = paragraphs(last=2) + "<ul><li>Tea</li><li>Rest</li></ul>"


def test_the_same_steps_under_headings_of_their_own_stay() -> None:
    plans = "".join(f"<h2>Plan {name}</h2>{STEPS}<p>Come back soon.</p>" for name in "ABC")
    text = body_text(post(plans + f"<p>{PARAGRAPHS[4]}</p>"))
    assert [text.count(line) for line in ("Plan B", "Plan C", PARAGRAPHS[0])] == [1, 1, 3]


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("elementor-hidden-mobile", "elementor-hidden-desktop elementor-hidden-tablet"),
        ("ssr-variant hidden-1a2b3c", "ssr-variant hidden-9z8y7x"),
        ("d-none d-md-block", "d-md-none"),
        ("scroll-slide desktop", "scroll-slide mobile"),
    ],
)
def test_one_paragraph_drawn_for_wide_and_for_narrow_screens_is_text_once(
    wide: str, narrow: str
) -> None:
    own = "A light meal an hour before the visit is fine for nearly all of our guests here."
    html = f"<div class='{wide}'><p>{own}</p></div><div class='{narrow}'><p>{own}</p></div>"
    assert body_text(between(html)).count(own) == 1


def test_a_sentence_said_twice_on_screens_of_one_size_stays_twice() -> None:
    twice = f"<div class='d-none d-md-block'><p>{PARAGRAPHS[0]}</p></div>" * 2
    assert body_text(between(twice, last=4)).count(PARAGRAPHS[0]) == 3


def test_a_sentence_said_twice_stays_twice() -> None:
    assert body_text(between(f"<p>{PARAGRAPHS[0]}</p>")).count(PARAGRAPHS[0]) == 2


def test_a_template_that_ends_the_page_above_the_post_loses_nothing() -> None:
    body = f"<h1>{TITLE}</h1>" + "".join(f"<p>{one}</p>" for one in PARAGRAPHS)
    html = (
        f"<html><head><title>{TITLE}</title></head><body><header><a href='/'>Home</a></header>"
        f"</body></html><div class='blog'>{body}</div></body></html>"
    )
    assert body_text(html) == "\n\n".join(PARAGRAPHS)


def test_rows_of_lines_that_are_nothing_but_links_are_teasers() -> None:
    rows = "".join(f"<h3><a href='/blog/{n}'>Note {n} on tea and rest</a></h3>" for n in range(4))
    found = read(between(rows))
    assert [b.text for b in of_role(found, Role.TEASER)] == [
        f"Note {n} on tea and rest" for n in range(4)
    ]


def test_cards_of_other_posts_inside_the_body_are_teasers() -> None:
    cards = "".join(
        f"<article class='q{n}'><h3><a href='/blog/{n}'>Note {n}</a></h3><p>In this note number {n}"
        " we tell how a room for quiet hours is lit, heated and kept free of noise.</p></article>"
        for n in range(3)
    )
    found = read(between(f"<div class='grid'>{cards}</div>"))
    assert "quiet hours" not in "".join(b.text for b in of_role(found, Role.BODY))
    assert len([b for b in of_role(found, Role.TEASER) if b.kind is Kind.HEADING]) == 3


def test_settings_that_a_script_reads_are_no_text() -> None:
    assert "columns" not in body_text(between('<div>{"layout": 2, "columns": 4}</div>'))


def test_the_small_print_of_a_form_is_no_text() -> None:
    small = "<p>By signing up, you agree to our terms and to weekly mail from the clinic.</p>"
    assert "weekly mail" not in body_text(between(small))
