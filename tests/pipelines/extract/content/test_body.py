"""The body: whole, in order, and nothing else."""

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

TEASERS = (
    "<div class='k3x'><h3 class='q1'>You Might Also Enjoy...</h3>"
    "<div class='q2'><a href='/blog/tea'><h4>Why tea helps</h4></a><p>A cup of tea slows "
    "everything down and gives the hands something to do.</p></div>"
    "<div class='q2'><a href='/blog/music'><h4>Music for long rests</h4></a><p>Some like strings "
    "and others like nothing but rain.</p></div></div>"
)


def test_headings_and_lists_stay_on_a_page_without_known_class_names() -> None:
    html = (
        "<html><head><title>Notes</title></head><body><div class='nav3'><a href='/'>Home</a></div>"
        f"<div class='w1'><div class='w2'><h1>{TITLE}</h1><div class='w3'><p>{PARAGRAPHS[0]}</p>"
        f"<h2>What to bring</h2><ul><li>A list of medicines</li><li>A warm pair of socks</li></ul>"
        f"<p>{PARAGRAPHS[1]}</p><h2>How it ends</h2><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[3]}</p>"
        "</div></div></div></body></html>"
    )
    kinds = [(block.kind, block.text) for block in of_role(read(html), Role.BODY)]
    assert kinds == [
        (Kind.PARAGRAPH, PARAGRAPHS[0]),
        (Kind.HEADING, "What to bring"),
        (Kind.LIST_ITEM, "A list of medicines"),
        (Kind.LIST_ITEM, "A warm pair of socks"),
        (Kind.PARAGRAPH, PARAGRAPHS[1]),
        (Kind.HEADING, "How it ends"),
        (Kind.PARAGRAPH, PARAGRAPHS[2]),
        (Kind.PARAGRAPH, PARAGRAPHS[3]),
    ]


def test_teasers_under_meaningless_class_names_leave_the_text() -> None:
    assert body_text(post(paragraphs() + TEASERS)) == "\n\n".join(PARAGRAPHS)


def test_a_teaser_is_kept_as_a_labelled_block_with_its_link() -> None:
    blocks = of_role(read(post(paragraphs() + TEASERS)), Role.TEASER)
    links = [link.url for block in blocks for link in block.links]
    assert links == ["https://clinic.example/blog/tea", "https://clinic.example/blog/music"]


def test_related_posts_of_which_only_read_more_is_a_link_leave_the_text() -> None:
    cards = "".join(
        f"<div class='q'><img src='/{n}.png'><h4>Note {n} on rest</h4><p>What tea number {n} does."
        f"</p><p><a href='/blog/{n}'>Read more about note {n}</a></p></div>"
        for n in range(3)
    )
    teasers = f"<div class='a'><h2>Related Stories</h2></div><div class='b'>{cards}</div>"
    assert body_text(post(paragraphs() + teasers)) == "\n\n".join(PARAGRAPHS)


def test_a_post_about_related_posts_is_not_gutted() -> None:
    body = "<h2>Related posts</h2>" + paragraphs()
    assert body_text(post(body)).endswith(PARAGRAPHS[-1])


def test_a_banner_with_a_phone_number_above_the_post_is_no_text() -> None:
    banner = "<div class='top-bar'><p>Call us today at (555) 010-0199 for a first visit</p></div>"
    assert "010-0199" not in body_text(post(before=banner))


def test_the_title_is_labelled_and_not_repeated_in_the_text() -> None:
    found = read(post())
    assert [block.text for block in of_role(found, Role.TITLE)] == [TITLE]


def test_questions_in_buttons_and_answers_in_closed_panels_are_text() -> None:
    faq = "".join(
        f"<li class='accordion-item'><h4><button aria-expanded='false'>{question}</button></h4>"
        f"<div class='accordion-panel' style='display:none'><p>{answer}</p></div></li>"
        for question, answer in (
            ("May I drive home?", "No, somebody else has to drive on that day."),
            ("May I eat before?", "A light breakfast four hours before is fine for most."),
        )
    )
    body = paragraphs(last=4) + f"<h2>Common questions</h2><ul>{faq}</ul>" + paragraphs(first=4)
    found = of_role(read(post(body)), Role.BODY)
    asked = [block.text for block in found if block.kind is Kind.QUESTION]
    answered = [block.text for block in found if block.kind is Kind.ANSWER]
    assert asked == ["May I drive home?", "May I eat before?"]
    assert answered == [
        "No, somebody else has to drive on that day.",
        "A light breakfast four hours before is fine for most.",
    ]


def test_details_and_summary_are_question_and_answer() -> None:
    body = paragraphs() + (
        "<details><summary>Is it loud?</summary><p>Hardly, most rooms are very quiet.</p></details>"
    )
    kinds = [block.kind for block in of_role(read(post(body)), Role.BODY)][-2:]
    assert kinds == [Kind.QUESTION, Kind.ANSWER]


def test_a_table_keeps_its_rows() -> None:
    table = (
        "<table><tr><th>Visit</th><th>Minutes</th></tr><tr><td>First</td><td>90</td></tr>"
        "<tr><td>Later</td><td>60</td></tr></table>"
    )
    blocks = of_role(read(post(paragraphs(last=3) + table + paragraphs(first=3))), Role.BODY)
    tables = [block.text for block in blocks if block.kind is Kind.TABLE]
    assert tables == ["Visit | Minutes\nFirst | 90\nLater | 60"]


def test_nested_and_numbered_lists_keep_depth_and_order() -> None:
    items = (
        "<ol><li>Before the visit you should rest<ul><li>sleep for eight hours</li></ul></li>"
        "<li>After the visit you should rest again</li></ol>"
    )
    blocks = of_role(read(post(paragraphs(last=3) + items + paragraphs(first=3))), Role.BODY)
    found = [(b.text, b.level, b.ordered) for b in blocks if b.kind is Kind.LIST_ITEM]
    assert found == [
        ("Before the visit you should rest", 1, True),
        ("sleep for eight hours", 2, False),
        ("After the visit you should rest again", 1, True),
    ]


def test_an_image_keeps_alt_and_caption_and_its_caption_is_no_text() -> None:
    figure = (
        "<figure><img src='/room.jpg' alt='A quiet room'><figcaption>Room two in spring"
        "</figcaption></figure>"
    )
    found = read(post(paragraphs(last=3) + figure + paragraphs(first=3)))
    pictures = [block.picture for block in found.blocks if block.picture]
    assert [(p.url, p.alt, p.caption) for p in pictures] == [
        ("https://clinic.example/room.jpg", "A quiet room", "Room two in spring")
    ]


def test_links_keep_their_words_and_absolute_addresses() -> None:
    body = "<p>Read <a href='/blog/tea'>our note on tea</a> first. " + PARAGRAPHS[0] + "</p>"
    block = of_role(read(post(body + paragraphs(first=1))), Role.BODY)[0]
    assert [(link.url, link.anchor) for link in block.links] == [
        ("https://clinic.example/blog/tea", "our note on tea")
    ]


def test_comments_are_never_part_of_an_extraction() -> None:
    comments = (
        "<div id='comments' class='comments-area'><h2>2 Comments</h2><ol class='comment-list'>"
        f"<li class='comment'><p>My name is Jo Marlowe. {PARAGRAPHS[2]}</p></li></ol></div>"
    )
    found = read(post(paragraphs() + comments))
    assert not any("Marlowe" in block.text for block in found.blocks)


def test_the_paragraph_under_sobre_la_autora_is_no_text() -> None:
    box = "<h3>Sobre la autora</h3><p>Ana Ruiz es enfermera y toma té.</p>"
    assert body_text(post(paragraphs() + box)) == "\n\n".join(PARAGRAPHS)


def test_several_paragraphs_under_such_a_heading_are_text() -> None:
    section = "<h3>About the author</h3><p>Ana Ruiz likes tea.</p><p>Bring a cup of your own.</p>"
    lines = body_text(post(paragraphs() + section)).split("\n\n")
    assert lines[-2:] == ["Ana Ruiz likes tea.", "Bring a cup of your own."]


def test_lines_of_plug_ins_leave_the_text() -> None:
    lines = "<p>Filed Under: Tea, Rest</p><p>1,204 views</p><p>Share Tweet Pin Email</p>"
    assert body_text(post(paragraphs() + lines)) == "\n\n".join(PARAGRAPHS)


def test_a_line_of_tags_behind_questions_is_no_answer() -> None:
    questions = (
        "<h3>May I drink tea?</h3><p>A cup before the visit is fine for nearly everybody.</p>"
        "<h3>May I sleep?</h3><p>Most guests close their eyes for a while.</p><p>A nurse stays.</p>"
        "<div>Tagged <a href='/t/tea'>tea</a>, <a href='/t/x'>rest</a></div>"
    )
    read_post = read(post(paragraphs() + questions))
    answers = [block.text for block in read_post.blocks if block.kind is Kind.ANSWER]
    assert answers[-2:] == ["Most guests close their eyes for a while.", "A nurse stays."]
    assert body_text(post(paragraphs() + questions)).endswith("A nurse stays.")


def test_links_to_the_posts_before_and_after_are_no_list_of_the_text() -> None:
    neighbours = (
        "<ul><li>← Previous<br> <a href='/p/'>Tea and rest</a></li>"
        "<li>Next →<br> <a href='/n/'>Rest and music</a></li></ul>"
    )
    assert body_text(post(paragraphs() + neighbours)) == "\n\n".join(PARAGRAPHS)
