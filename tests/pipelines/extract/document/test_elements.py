"""Each kind of block, on a page of its own."""

import json

from pipelines.extract.render import markdown, text
from pipelines.items import Block, Kind, Role
from tests.pipelines.examples.pages import PARAGRAPHS, of_role, post, read

REFERENCES = (
    "<h2>References</h2><ol><li>Reed D. Quiet rooms and sleep. <a href='https://doi.org/10.1/a'>"
    "doi</a></li><li><a href='https://pubmed.ncbi.nlm.nih.gov/1/'>Ames J. Rest in chairs. 2021."
    "</a></li></ol>"
)


def between(html: str) -> str:
    """A post with something between its paragraphs."""
    before = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:3])
    after = "".join(f"<p>{one}</p>" for one in PARAGRAPHS[3:])
    return post(before + html + after)


def behind(html: str, head: str = "") -> str:
    """A post with something behind its last paragraph."""
    return post("".join(f"<p>{one}</p>" for one in PARAGRAPHS) + html, head=head)


def body(html: str) -> list[Block]:
    """The body of a page but for our usual paragraphs."""
    return [b for b in of_role(read(html), Role.BODY) if b.text not in PARAGRAPHS]


def kinds(html: str) -> list[tuple[Kind, str]]:
    """Kind and text of its blocks."""
    return [(block.kind, block.text) for block in body(html)]


def test_headings_keep_their_level() -> None:
    found = body(between(f"<h2>Before</h2><p>{PARAGRAPHS[0]} So.</p><h3>The room</h3>"))
    assert [b.level for b in found if b.kind is Kind.HEADING] == [2, 3]


def test_a_list_inside_a_list_keeps_its_depth_in_markdown() -> None:
    nested = "<ul><li>Bring things<ul><li>warm socks</li><li>a book</li></ul></li><li>Eat</li></ul>"
    assert "- Bring things\n    - warm socks\n    - a book\n- Eat" in markdown(
        body(between(nested))
    )


def test_a_quote_is_a_quote_with_its_source() -> None:
    quote = (
        "<blockquote><p>I slept through the night for the first time in a year.</p>"
        "<cite>A bus driver from the valley</cite></blockquote>"
    )
    assert kinds(between(quote)) == [
        (Kind.QUOTE, "I slept through the night for the first time in a year."),
        (Kind.QUOTE, "A bus driver from the valley"),
    ]


def test_a_table_is_a_table_in_markdown() -> None:
    rows = "<tr><th>Visit</th><th>Minutes</th></tr><tr><td>First</td><td>90</td></tr>"
    assert "| Visit | Minutes |\n| --- | --- |\n| First | 90 |" in markdown(
        body(between(f"<table>{rows}<tr><td>Later</td><td>60</td></tr></table>"))
    )


def test_a_definition_list_of_questions_is_questions_and_answers() -> None:
    faq = (
        "<dl class='faq'><dt>May I drive home?</dt><dd>No, somebody else has to drive.</dd>"
        "<dt>Is it loud?</dt><dd>Hardly, most rooms are very quiet.</dd></dl>"
    )
    assert kinds(between(faq)) == [
        (Kind.QUESTION, "May I drive home?"),
        (Kind.ANSWER, "No, somebody else has to drive."),
        (Kind.QUESTION, "Is it loud?"),
        (Kind.ANSWER, "Hardly, most rooms are very quiet."),
    ]


def test_an_accordion_that_a_style_sheet_hides_is_questions_and_answers() -> None:
    faq = (
        "<div class='et_pb_toggle et_pb_toggle_close'><h5 class='et_pb_toggle_title'>May I eat "
        "before?</h5><div class='et_pb_toggle_content' style='display: none'><p>A light breakfast "
        "four hours before.</p></div></div>"
    )
    assert kinds(between(faq)) == [
        (Kind.QUESTION, "May I eat before?"),
        (Kind.ANSWER, "A light breakfast four hours before."),
    ]


def faq_page(*pairs: tuple[str, str]) -> str:
    """FAQPage in JSON-LD."""
    questions = [
        {"@type": "Question", "name": q, "acceptedAnswer": {"@type": "Answer", "text": a}}
        for q, a in pairs
    ]
    page = {"@context": "https://schema.org", "@type": "FAQPage", "mainEntity": questions}
    return f"<script type='application/ld+json'>{json.dumps(page)}</script>"


def test_questions_that_only_machines_are_told_are_questions_and_answers() -> None:
    told = faq_page(("Is tea &amp; toast fine?", "<p>Yes.</p><ul><li>Green tea</li></ul>"))
    assert kinds(behind("", head=told)) == [
        (Kind.QUESTION, "Is tea & toast fine?"),
        (Kind.ANSWER, "Yes."),
        (Kind.LIST_ITEM, "Green tea"),
    ]


def test_questions_that_the_page_shows_are_not_told_twice() -> None:
    told = faq_page(("Is it loud?", "Hardly, most rooms are very quiet."))
    shown = "<h3>Is it loud?</h3><p>Hardly, most rooms are very quiet.</p>"
    html = post(
        "".join(f"<p>{one}</p>" for one in PARAGRAPHS[:3]) + shown + f"<p>{PARAGRAPHS[3]}</p>",
        head=told,
    )
    assert text(body(html)).count("most rooms") == 1


def test_an_image_keeps_alt_and_caption() -> None:
    figure = "<figure><img src='/a.jpg' alt='A room'><figcaption>Room two</figcaption></figure>"
    (block,) = body(between(figure))
    assert block.picture is not None
    assert (block.kind, block.picture.alt, block.picture.caption) == (
        Kind.IMAGE,
        "A room",
        "Room two",
    )
    assert "![A room](https://clinic.example/a.jpg)\n*Room two*" in markdown([block])


def test_an_embedded_video_keeps_its_address_and_title() -> None:
    video = "<iframe src='https://www.youtube.com/embed/x1' title='A tour of the room'></iframe>"
    (block,) = body(between(video))
    assert [(block.kind, link.url, link.anchor) for link in block.links] == [
        (Kind.VIDEO, "https://www.youtube.com/embed/x1", "A tour of the room")
    ]


def test_a_video_file_of_the_clinic_keeps_its_address() -> None:
    (block,) = body(between("<video controls><source src='/tour.mp4' type='video/mp4'></video>"))
    assert (block.kind, [link.url for link in block.links]) == (
        Kind.VIDEO,
        ["https://clinic.example/tour.mp4"],
    )


def test_references_are_references_with_number_and_link() -> None:
    found = [b for b in body(behind(REFERENCES)) if b.kind is Kind.REFERENCE]
    assert [(b.text, b.level) for b in found] == [
        ("Reed D. Quiet rooms and sleep. doi", 1),
        ("Ames J. Rest in chairs. 2021.", 2),
    ]
    assert markdown(found) == (
        "1. Reed D. Quiet rooms and sleep. [doi](https://doi.org/10.1/a)\n"
        "2. [Ames J. Rest in chairs. 2021.](https://pubmed.ncbi.nlm.nih.gov/1/)"
    )


def test_a_paragraph_about_sources_is_no_reference() -> None:
    found = body(behind("<h2>Sources</h2><p>Our nurses read a great deal before they write.</p>"))
    assert [b.kind for b in found] == [Kind.HEADING, Kind.PARAGRAPH]


def test_a_footnote_marker_does_not_melt_into_the_word_before_it() -> None:
    marked = f"<p>Sleep gets better<sup><a href='#fn1'>1</a></sup>. {PARAGRAPHS[0]}</p>"
    assert body(between(marked))[0].text.startswith("Sleep gets better[1]. ")


def test_footnotes_are_footnotes_without_their_way_back() -> None:
    notes = (
        "<section class='footnotes' role='doc-endnotes'><ol><li id='fn1'><p>Reed, in a note "
        "of ours on sleep. <a href='#fnref1' role='doc-backlink'>↩</a></p></li></ol></section>"
    )
    found = [(b.kind, b.text, b.level) for b in body(behind(notes))]
    assert found == [(Kind.FOOTNOTE, "Reed, in a note of ours on sleep.", 1)]
