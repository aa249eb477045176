"""Other sources of a body: how far they agree with the text, and where they mend it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract import extract
from pipelines.extract.document.text import words_of
from pipelines.extract.render import text
from pipelines.items import Agreement, Alternate, Extraction, Kind, Role
from tests.pipelines.examples.pages import PARAGRAPHS, URL, of_role, page, paragraphs, post

BODY = paragraphs()
BIO = "Dana Whitcomb was a nurse in three hospitals for eleven years and keeps bees at home."
OTHER = "".join(
    f"<p>Row {row} of another letter speaks of winter tyres, {row} shovels, gritting salt by the "
    "sack and a neighbour who lends a ladder.</p>"
    for row in range(12)
)
FRAME = (
    "<!doctype html><html><head><title>What a First Visit Is Like</title></head>"
    "<body><div id=root></div><script src=/bundle.js></script></body></html>"
)


def witness(html: str, source: str = "feed") -> Alternate:
    return Alternate(source=source, html=html)


def told(page_html: str, *witnesses: Alternate) -> Extraction:
    return extract(page(page_html), (), witnesses)


def only(extraction: Extraction) -> Agreement:
    (agreement,) = extraction.agreements
    return agreement


def test_a_witness_that_says_the_same_gives_full_confidence() -> None:
    assert only(told(post(), witness(BODY))).confidence == 1


def test_without_a_witness_there_is_no_confidence() -> None:
    assert told(post()).agreement is None


def test_confidence_falls_with_every_paragraph_that_the_page_lacks() -> None:
    confidences = [
        only(told(post(paragraphs(last=count)), witness(BODY))).confidence or 0.0
        for count in (5, 4, 3, 2)
    ]
    assert confidences == sorted(set(confidences), reverse=True)


def test_a_passage_that_the_page_lacks_is_shown_and_not_invented() -> None:
    found = told(post(paragraphs(last=4)), witness(BODY))
    assert only(found).only_witness == (PARAGRAPHS[4],)
    assert PARAGRAPHS[4] not in text(found.blocks)


def test_a_passage_that_the_witness_lacks_is_shown() -> None:
    lacks = paragraphs(last=2) + paragraphs(first=3)
    assert only(told(post(), witness(lacks))).only_text == (PARAGRAPHS[2],)


def test_the_shares_say_which_side_has_more() -> None:
    one = only(told(post(), witness(paragraphs(last=3))))
    assert one.in_text == 1
    assert one.in_witness == pytest.approx(0.58, abs=0.02)


@pytest.mark.parametrize(
    "cut_short",
    [
        paragraphs(last=1),
        paragraphs(last=4) + "<p>And then there is [&hellip;]</p>",
        paragraphs(last=4) + "<p>The room is quiet...</p>",
        paragraphs(last=4) + f"<p><a href='{URL}'>Read more</a></p>",
        paragraphs(last=4) + "<p>Continue reading What a First Visit Is Like →</p>",
        paragraphs(last=4).removesuffix("</p>") + " <a href='#'>Continue reading</a></p>",
        f"{paragraphs(last=1)}<p>The post <a href='{URL}'>A</a> appeared first on B.</p>",
        "<p>What happens on the first day, told by a nurse.</p>",
    ],
    ids=["short", "brackets", "dots", "link", "line", "inline", "appeared first", "summary"],
)
def test_a_witness_that_was_cut_short_is_no_disagreement(cut_short: str) -> None:
    one = only(told(post(), witness(cut_short)))
    assert one.refused
    assert one.confidence is None


@pytest.mark.parametrize(
    "tail",
    [
        f"<p>The post <a href='{URL}'>A visit</a> appeared first on <a href='/'>B</a>.</p>",
        f"<p>Der Beitrag <a href='{URL}'>A visit</a> erschien zuerst auf <a href='/'>B</a>.</p>",
    ],
    ids=["English", "German"],
)
def test_a_whole_body_with_the_line_of_its_feed_counts_in_full(tail: str) -> None:
    assert only(told(post(), witness(BODY + tail))).confidence == 1


@pytest.mark.parametrize(
    "added",
    [
        "<div id='ez-toc-container'><p>Contents</p><ul><li><a href='#a'>Tea</a></li></ul></div>",
        "<div class='jp-relatedposts'><h3>Related</h3><a href='/x'>A letter on iron</a></div>",
        "<div class='sharedaddy'><h3>Share this:</h3><a href='/s'>Facebook</a></div>",
        "<script>var greeting = 'hello there my dear friend';</script>",
        "<style>.wp-block { color: red; margin: 0 auto }</style>",
    ],
    ids=["table of contents", "related posts", "share line", "script", "style"],
)
@pytest.mark.parametrize("is_first", [True, False], ids=["before", "behind"])
def test_what_plugins_put_into_the_body_is_no_disagreement(added: str, *, is_first: bool) -> None:
    html = added + BODY if is_first else BODY + added
    assert only(told(post(), witness(html, "wordpress"))).confidence == 1


def test_a_share_line_that_both_sides_have_is_no_disagreement() -> None:
    line = "<div class='sharedaddy'><p>Share this with a friend of the house today</p></div>"
    assert only(told(post(BODY + line), witness(BODY + line))).confidence == 1


def test_a_paragraph_that_both_sides_lose_by_the_name_of_its_box_lowers_confidence() -> None:
    named = f"<div class='related-posts'><p>{BIO}</p></div>"
    body = paragraphs(last=3) + named + paragraphs(first=3)
    agreement = only(told(post(body), witness(body)))
    assert agreement.only_witness == (BIO,)


def test_the_body_of_another_post_is_a_disagreement_and_changes_nothing() -> None:
    found = told(post(), witness(OTHER))
    assert only(found).confidence == 0
    assert found.blocks == told(post()).blocks


def test_a_short_post_is_not_replaced_by_the_body_of_another_one() -> None:
    short = post(paragraphs(last=2))
    assert told(short, witness(OTHER)).blocks == told(short).blocks


@pytest.mark.parametrize(
    "hostile",
    ["<i>" * 60_000, "<div>" * 400 + BODY, "x" * 6_000_000, "</body></html>" + BODY, "<", "\x00"],
    ids=["tags", "depth", "length", "closed", "bracket", "nul"],
)
def test_a_witness_that_means_harm_costs_the_page_nothing(hostile: str) -> None:
    assert told(post(), witness(hostile)).blocks == told(post()).blocks


def test_of_several_witnesses_the_one_that_agrees_best_counts() -> None:
    found = told(post(), witness(OTHER, "wordpress"), witness(BODY, "feed"))
    assert found.agreement
    assert (found.agreement.source, found.agreement.confidence) == ("feed", 1)


def test_json_ld_is_a_witness_of_its_own_page() -> None:
    lines = "\\n".join(PARAGRAPHS)
    data = f'{{"@type": "BlogPosting", "articleBody": "{lines}"}}'
    head = f"<script type='application/ld+json'>{data}</script>"
    assert only(told(post(head=head))) == Agreement(
        source="jsonld", confidence=1.0, in_text=1.0, in_witness=1.0
    )


# -- what a witness mends -----------------------------------------------------------------------

SECOND_BOX = f"<section class='second'><p>{PARAGRAPHS[3]}</p><p>{PARAGRAPHS[4]}</p></section>"


@pytest.mark.parametrize(
    "html",
    [
        post(paragraphs(last=3) + f"<div class='message'>{paragraphs(first=3)}</div>"),
        post(paragraphs(last=3), after=SECOND_BOX),
    ],
    ids=["named as no text", "outside of the article"],
)
def test_what_page_and_witness_both_have_is_put_back(html: str) -> None:
    assert PARAGRAPHS[4] not in text(told(html).blocks)
    found = told(html, witness(BODY))
    assert text(found.blocks) == "\n\n".join(PARAGRAPHS)
    assert [block.witness for block in found.blocks[-2:]] == ["feed", "feed"]


def test_a_button_that_stands_in_the_witness_too_is_not_put_back() -> None:
    button = "<div class='button'><a href='/book'>Book now</a></div>"
    html = paragraphs(last=2) + button + paragraphs(first=2)
    assert "Book now" not in text(told(post(html), witness(html)).blocks)


def test_json_ld_puts_nothing_back() -> None:
    html = post(paragraphs(last=3), after=SECOND_BOX)
    assert PARAGRAPHS[4] not in text(told(html, witness(BODY, "jsonld")).blocks)


@pytest.mark.parametrize("at", ["before", "after"])
def test_a_box_around_the_text_that_the_witness_lacks_leaves_the_text(at: str) -> None:
    box = f"<div class='box'><p>{BIO}</p></div>"
    inside = f"<div>{BODY}</div>"
    html = post(box + inside if at == "before" else inside + box)
    assert BIO in text(told(html).blocks)
    found = told(html, witness(BODY))
    assert BIO not in text(found.blocks)
    assert [block.text for block in of_role(found, Role.UNWITNESSED)] == [BIO]


def test_the_last_paragraph_stays_where_the_witness_was_cut_before_it() -> None:
    assert PARAGRAPHS[4] in text(told(post(), witness(paragraphs(last=4))).blocks)


def test_questions_behind_the_text_stay_though_the_witness_lacks_them() -> None:
    answer = "There is, in the yard behind the house, for as long as a whole visit takes."
    html = post(f"<div>{BODY}</div><div><h2>Is there parking?</h2><p>{answer}</p></div>")
    assert answer in text(told(html).blocks)
    assert answer in text(told(html, witness(BODY)).blocks)


def test_a_long_box_that_the_witness_lacks_stays() -> None:
    half = f"<div><p>{PARAGRAPHS[3]}</p><p>{PARAGRAPHS[4]}</p></div>"
    found = told(post(f"<div>{paragraphs(last=3)}</div>{half}"), witness(paragraphs(last=3)))
    assert PARAGRAPHS[4] in text(found.blocks)


@pytest.mark.parametrize("source", ["wordpress", "feed"])
def test_the_witness_is_the_body_of_a_page_that_a_script_writes(source: str) -> None:
    html = f"<h2>Before</h2>{BODY}<ul><li>bring a book</li></ul>"
    found = told(FRAME, witness(html, source))
    kinds = [block.kind for block in found.blocks]
    assert kinds == [Kind.HEADING, *[Kind.PARAGRAPH] * 5, Kind.LIST_ITEM]
    assert found.agreement is None
    assert only(found).refused == "it is the text: the page's own HTML has none"


def test_a_second_witness_confirms_the_body_that_the_first_one_is() -> None:
    found = told(FRAME, witness(BODY, "wordpress"), witness(BODY, "feed"))
    assert found.agreement
    assert found.agreement.source == "feed"


def test_an_excerpt_is_never_the_body_of_an_empty_page() -> None:
    assert text(told(FRAME, witness(BODY + "<p>[&hellip;]</p>")).blocks) == ""


@given(
    st.lists(
        st.sampled_from([f"<p>{one}</p>" for one in PARAGRAPHS])
        | st.text(max_size=60)
        | st.sampled_from(
            ["<div>", "</div>", "<ul><li>", f"<p>{BIO}</p>", "<script>", "[&hellip;]"]
        ),
        max_size=12,
    )
)
@settings(max_examples=60, deadline=None)
def test_whatever_a_witness_says_no_word_is_added_to_a_page_with_a_body(parts: list[str]) -> None:
    html = post()
    found = told(html, witness("".join(parts)))
    assert set(words_of(text(found.blocks))) <= set(words_of(text(told(html).blocks)))
    assert all(0 <= (one.confidence or 0) <= 1 for one in found.agreements)
    assert found == told(html, witness("".join(parts)))
