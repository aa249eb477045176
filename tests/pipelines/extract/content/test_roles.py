"""One page for each role: out of the text, and kept as a labelled block with its reason."""

import pytest

from pipelines.items import Block, Role
from tests.pipelines.examples.pages import PARAGRAPHS, body_text, of_role, paragraphs, post, read

END = "Ask us anything about tea, rest and the way home."
CARDS = (
    "<div class='c1'><a href='/blog/tea'><h4>Why tea helps</h4></a><p>A cup of tea gives the hands "
    "something to do.</p></div>"
)
PAGES: dict[str, tuple[Role, str, str]] = {
    "teaser between paragraphs": (
        Role.TEASER,
        post(
            paragraphs(last=3)
            + "<p>Related: <a href='/blog/tea'>Why tea helps</a></p>"
            + paragraphs(first=3)
        ),
        "Related: Why tea helps",
    ),
    "related posts by their heading": (
        Role.TEASER,
        post(paragraphs() + f"<div class='k3x'><h3>You Might Also Enjoy</h3>{CARDS}</div>"),
        "Why tea helps",
    ),
    "related posts by their name": (
        Role.TEASER,
        post(paragraphs() + f"<div class='jp-relatedposts'>{CARDS}</div>"),
        "Why tea helps",
    ),
    "call to action by its wording": (
        Role.CALL_TO_ACTION,
        post(paragraphs() + "<p>Call our front desk at (555) 010-0199 to find a quiet hour.</p>"),
        "Call our front desk at (555) 010-0199 to find a quiet hour.",
    ),
    "call to action by its link": (
        Role.CALL_TO_ACTION,
        post(
            paragraphs(last=3)
            + "<p><a href='/book'>Book your first quiet hour</a></p>"
            + paragraphs(first=3)
        ),
        "Book your first quiet hour",
    ),
    "call to action by its name": (
        Role.CALL_TO_ACTION,
        post(paragraphs(last=3) + f"<div class='cta-box'><p>{END}</p></div>" + paragraphs(first=3)),
        END,
    ),
    "share line": (
        Role.SHARE,
        post(
            paragraphs()
            + "<div class='sharedaddy'><h3>Share this:</h3><ul><li><a href='#'>Mail it to a friend"
            "</a></li></ul></div>"
        ),
        "Mail it to a friend",
    ),
    "byline": (
        Role.BYLINE,
        post("<div class='entry-meta'><p>By Dana Reed on a day in May</p></div>" + paragraphs()),
        "By Dana Reed on a day in May",
    ),
    "byline by its wording": (
        Role.BYLINE,
        post(paragraphs(last=3) + "<p>Last updated on May 3, 2024</p>" + paragraphs(first=3)),
        "Last updated on May 3, 2024",
    ),
    "breadcrumb": (
        Role.BREADCRUMB,
        post(
            before="<ol class='breadcrumbs'><li><a href='/'>Start of the site</a></li>"
            "<li><a href='/blog'>Notes of the clinic</a></li></ol>"
        ),
        "Start of the site",
    ),
    "table of contents": (
        Role.CONTENTS,
        post(
            "<div id='toc_container'><p>In this note</p><ul><li><a href='#a'>The quiet room</a>"
            "</li><li><a href='#b'>The way home</a></li></ul></div>" + paragraphs()
        ),
        "The quiet room",
    ),
    "banner": (
        Role.BANNER,
        post(
            before="<div class='announcement-bar'><p>We are closed on the first of May.</p></div>"
        ),
        "We are closed on the first of May.",
    ),
    "disclaimer by its wording": (
        Role.DISCLAIMER,
        post(
            paragraphs()
            + "<p>What is written here is not intended as a substitute for the advice of a "
            "clinician.</p>"
        ),
        "What is written here is not intended as a substitute for the advice of a clinician.",
    ),
    "disclaimer by its name": (
        Role.DISCLAIMER,
        post(paragraphs() + f"<div class='disclaimer'><p>{END}</p></div>"),
        END,
    ),
    "newsletter": (
        Role.NEWSLETTER,
        post(
            paragraphs()
            + "<div class='x1'><h3>Subscribe to our newsletter</h3><p>One note a month about tea "
            "and rest.</p></div>"
        ),
        "One note a month about tea and rest.",
    ),
    "form": (
        Role.NEWSLETTER,
        post(paragraphs(last=3) + f"<form><p>{END}</p></form>" + paragraphs(first=3)),
        END,
    ),
    "cookie notice": (
        Role.COOKIE,
        post(after="<div id='cookie-notice'><p>We keep a cookie on your computer.</p></div>"),
        "We keep a cookie on your computer.",
    ),
    "author box": (
        Role.AUTHOR_BOX,
        post(
            paragraphs()
            + "<div class='b7'><h4>About the Author</h4><p>She has looked after chairs and people "
            "for ten years.</p></div>"
        ),
        "She has looked after chairs and people for ten years.",
    ),
    "author box by the author's name": (
        Role.AUTHOR_BOX,
        post(
            paragraphs() + "<p>Dana Reed is a nurse who has looked after chairs for ten years.</p>",
            head="<meta name='author' content='Dana Reed'>",
        ),
        "Dana Reed is a nurse who has looked after chairs for ten years.",
    ),
    "testimonial": (
        Role.TESTIMONIAL,
        post(
            paragraphs(last=3)
            + "<div class='testimonials'><blockquote>I slept like a stone afterwards.</blockquote>"
            "</div>" + paragraphs(first=3)
        ),
        "I slept like a stone afterwards.",
    ),
}
every_page = pytest.mark.parametrize("name", PAGES)


def labelled(name: str) -> list[Block]:
    """The blocks of a page's role."""
    role, html, _ = PAGES[name]
    return of_role(read(html), role)


@every_page
def test_what_has_a_role_is_out_of_the_text(name: str) -> None:
    assert body_text(PAGES[name][1]) == "\n\n".join(PARAGRAPHS)


@every_page
def test_what_has_a_role_is_kept_as_a_labelled_block(name: str) -> None:
    assert PAGES[name][2] in [block.text for block in labelled(name)]


@every_page
def test_what_has_a_role_has_its_reason(name: str) -> None:
    assert all(block.reason for block in labelled(name))


def test_comments_are_kept_nowhere() -> None:
    comment = "<div class='comment-list'><p>Jo Marlowe tells what the doctor told her.</p></div>"
    found = read(post(paragraphs() + f"<h2>2 Comments</h2>{comment}"))
    assert [b.text for b in found.blocks if "Marlowe" in b.text or "Comments" in b.text] == []


@pytest.mark.parametrize(
    "own",
    [
        f"<div class='promoter-region'><p>{END}</p></div>",
        f"<h2>Related conditions</h2><p>{END}</p>",
        f"<p>Call it rest: {END}</p>",
        f"<h2>About the author of this feeling</h2><p>{END}</p>",
    ],
)
def test_words_and_names_that_only_sound_like_a_role_stay_text(own: str) -> None:
    assert END in body_text(post(paragraphs(last=3) + own + paragraphs(first=3)))


def test_what_holds_the_only_h1_is_no_teaser_whatever_its_name() -> None:
    html = (
        "<html><body><div class='post-grid'><p>May 3, 2024</p><h1>Tea before a drip</h1></div>"
        f"<article>{paragraphs()}</article></body></html>"
    )
    assert read(html).published.value == "2024-05-03"
