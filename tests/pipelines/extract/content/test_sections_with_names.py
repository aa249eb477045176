"""A section of the post stays text, whatever region one word of its class or id sounds like."""

import pytest

from pipelines.items import Role
from tests.pipelines.examples.pages import PARAGRAPHS, body_text, of_role, paragraphs, post, read

OWN = "Some guests sleep long on the first evening, others feel awake and go for a walk outside."


def around(html: str) -> str:
    """A post with something between its paragraphs."""
    return post(paragraphs(last=3) + html + paragraphs(first=3))


@pytest.mark.parametrize(
    "name",
    [
        "social-phobia",
        "recommended-schedule",
        "informed-consent",
        "subscription-cost",
        "bio-markers",
        "respond-to-iron",
        "published-trials",
        "modal-neurons",
        "related-illnesses",
        "promo-weeks",
    ],
)
@pytest.mark.parametrize("attribute", ["id", "class"])
def test_a_word_of_a_longer_name_makes_no_region(name: str, attribute: str) -> None:
    section = f"<section {attribute}='{name}'><h2>What we saw</h2><p>{OWN}</p></section>"
    assert f"What we saw\n\n{OWN}" in body_text(around(section))


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("td-social-sharing-buttons", Role.SHARE),
        ("kt_recommended__list", Role.TEASER),
        ("site-cookie-consent-banner", Role.COOKIE),
        ("blog-subscription-box-wrapper", Role.NEWSLETTER),
        ("promo-tile", Role.CALL_TO_ACTION),
        ("VisitCta_box__Yb_Lu", Role.CALL_TO_ACTION),
        ("ShareBar-sc-6dj55u-4", Role.SHARE),
    ],
)
def test_a_prefix_before_and_parts_behind_a_name_change_nothing(name: str, role: Role) -> None:
    blocks = of_role(read(around(f"<div class='{name}'><p>{OWN}</p></div>")), role)
    assert [block.text for block in blocks] == [OWN]


def test_an_id_that_is_the_slug_of_the_heading_inside_names_the_section() -> None:
    section = f"<section id='recommendations'><h2>Recommendations</h2><p>{OWN}</p></section>"
    assert f"Recommendations\n\n{OWN}" in body_text(around(section))


def test_an_id_with_another_heading_inside_is_a_region() -> None:
    section = f"<section id='recommendations'><h2>You may like</h2><p>{OWN}</p></section>"
    assert OWN not in body_text(around(section))


def test_comments_are_no_section_of_the_post_whatever_their_heading() -> None:
    section = f"<section id='comments'><h2>Comments</h2><p>{OWN}</p></section>"
    assert OWN not in body_text(around(section))


def test_a_share_bar_has_no_heading_with_paragraphs() -> None:
    lines = f"<h3>What people wrote</h3><p>{OWN}</p><p>{PARAGRAPHS[0]}</p>"
    quotes = f"<div class='social-box'>{lines}</div>"
    assert OWN in body_text(around(quotes))


POINTS = "<h3>Key points</h3><ul><li>Drink water first</li><li>Bring a warm jumper</li></ul>"


def test_a_box_of_points_without_a_link_is_no_call_to_action() -> None:
    assert "Drink water first" in body_text(around(f"<div class='cta-box'>{POINTS}</div>"))


def test_a_box_of_points_with_a_button_is_a_call_to_action() -> None:
    box = f"<div class='cta-box'>{POINTS}<a href='/book'>Book now</a></div>"
    assert "Drink water first" not in body_text(around(box))
