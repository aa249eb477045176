"""Bylines as strangers write them, and lines that only look like one."""

import pytest

from pipelines.extract.metadata.people.person_names import is_name_like, name_of
from tests.pipelines.examples.pages import PARAGRAPHS, paragraphs, post, read


def author(body: str, head: str = "") -> str | None:
    """The author of a post with this body."""
    return read(post(body, head=head)).author.value


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("By Dana Reed on 2024-06-03", "Dana Reed"),
        ("By Dana Reed, RN on 4/9/2022", "Dana Reed"),
        ("Posted by Dana Reed at 9:30 AM", "Dana Reed"),
        ("by Dana Reed under Ketamine", "Dana Reed"),
        ("By Dana Reed 3m", "Dana Reed"),
        ("Dana Reed Lv3", "Dana Reed"),
        ("By: Dana Reed (dana@clinic.example)", "Dana Reed"),
        ("By: Dana Reed on 04-Aug-2021 5:11:10", "Dana Reed"),
        ("Dana Reed, Nurse Manager", "Dana Reed"),
        ("Dana Reed, MD Medical Director", "Dana Reed"),
        ("Dana Reed, Sr. Director of Operations, Harbor Lines", "Dana Reed"),
        ("Dana Reed and Luis Ortega", "Dana Reed, Luis Ortega"),
        ("Dana Reed , Luis Ortega", "Dana Reed, Luis Ortega"),
        ("Dana Reed, RN & Luis Ortega, MD", "Dana Reed, Luis Ortega"),
        ("Publicado por María López el 3 de junio de 2024", "María López"),
        ("Eingestellt von Jana Roth", "Jana Roth"),
        ("Health and Wellness Team", "Health and Wellness Team"),
        ("The Harbor Lounge Team", "The Harbor Lounge Team"),
    ],
)
def test_nothing_is_left_around_a_name(raw: str, name: str) -> None:
    assert name_of(raw) == name


@pytest.mark.parametrize(
    "line",
    [
        "<p>By Dana Reed</p>",
        "<p>Posted on June 3, 2024 by Dana Reed</p>",
        "<p>June 3, 2024 by Dana Reed in IV Therapy</p>",
        "<p>Sat 03 June 2024 by <a href='/a'>Dana Reed</a></p>",
        "<p><em>Contributed by Dana Reed</em></p>",
        "<p>Guest post by Dana Reed</p>",
        "<p>Escrito por Dana Reed</p>",
        "<p>Publié par Dana Reed</p>",
        "<p>Author: Dana Reed, PMHNP-BC</p>",
        "<div><div>By</div><div>Dana Reed</div><div>|</div><div>June 3, 2024</div></div>",
        "<div><span>June 3, 2024</span><span>Dana Reed</span><span>5 min read</span></div>",
        "<div><div>Dana Reed</div><div>June 3, 2024</div></div>",
        "<p><a href='/team/dana-reed/'>Dana Reed</a></p>",
        "<p>Dana Reed, RN</p>",
        "<div><p>Dana Reed</p><p>Head Nurse</p></div>",
        "<p>This post was written by Dana Reed, MD, gastroenterologist, Harbor Health.</p>",
        "<address>Dana Reed</address><p>June 3, 2024</p>",
    ],
)
def test_a_byline_is_read_in_any_of_its_forms(line: str) -> None:
    assert author(line + paragraphs()) == "Dana Reed"


@pytest.mark.parametrize(
    "line",
    [
        "<p>By now most people have heard of drips</p>",
        "<p>By age 40, NAD levels fall by half.</p>",
        "<p>By Your Side Since 2012</p>",
        "<h2>By the Window</h2>",
        "<p>Por qué tantas personas eligen el suero</p>",
        "<p>Von Willebrand disease and drips</p>",
        "<p>Edited by Ana Diaz</p>",
        "<p>Photo by Ana Diaz</p>",
        "<p>Last Updated on June 3, 2024 by Ana Diaz</p>",
        "<div><div>Sleep Medicines</div><div>June 3, 2024</div></div>",
        "<div><a href='/category/harbor'>Harbor Nights</a><div>June 3, 2024</div></div>",
        "<blockquote><p>By Ana Diaz</p></blockquote>",
        "<div class='byline'><ul><li><a href='/t'>Harbor Nights</a></li></ul>June 3, 2024</div>",
    ],
)
def test_a_line_that_only_begins_like_a_byline_names_nobody(line: str) -> None:
    assert author(line + paragraphs()) is None


@pytest.mark.parametrize("name", ["Dana Reed", "Ludwig van Beek", "Will Smith", "Mary-Ann O'Neil"])
def test_a_name_has_capitals_and_no_function_words(name: str) -> None:
    assert is_name_like(name)


def test_a_phrase_of_words_that_the_page_writes_small_is_no_name() -> None:
    assert not is_name_like("Appointment Only", {"appointment", "only"})
    assert is_name_like("Heather Reed", {"heather"})


@pytest.mark.parametrize(
    "box",
    [
        "<div class='reviews'><p>Kind.</p><span class='review-author'>Pat Miller</span></div>",
        "<div class='reviews'><p>Kind.</p><span class='author'>Pat Miller</span></div>",
        "<blockquote>Slow is smooth.<cite class='b__author'>Ana Diaz</cite></blockquote>",
        "<aside><h3>The Slow Drip</h3><h3 class='author'>by Ana Diaz</h3></aside>",
        "<div><a href='/b'>Another post of ours</a><span class='author'>Ana Diaz</span></div>",
        "<div itemscope itemtype='//schema.org/Review'><b itemprop='author'>Pat Miller</b></div>",
    ],
)
@pytest.mark.parametrize(("line", "name"), [("<p>By Dana Reed</p>", "Dana Reed"), ("", None)])
def test_who_wrote_something_else_is_not_the_author(box: str, line: str, name: str | None) -> None:
    text = line + paragraphs(last=2) + box + paragraphs(first=2)
    assert author(text) == name


@pytest.mark.parametrize("box", ["aside", "div", "section"])
@pytest.mark.parametrize("item", ["item", "card", "blog-card"])
def test_the_authors_of_cards_before_the_title_are_other_posts(box: str, item: str) -> None:
    cards = "".join(
        f"<div class='{item}'><a href='/blog/{at}'>Other story number {at}</a>"
        f"<span class='author'>by {name}</span></div>"
        for at, name in enumerate(("Lee Ward", "Ana Diaz", "Sam Holt"))
    )
    html = post("<p>By Dana Reed</p>" + paragraphs(), before=f"<{box} class='rail'>{cards}</{box}>")
    assert read(html).author.value == "Dana Reed"


@pytest.mark.parametrize(
    "box",
    [
        (
            "<div class='author-card'><span class='author-avatar'>DR</span>"
            "<span class='author-name'>Dana Reed</span>"
            "<span class='author-role'>Nurse Practitioner</span></div>"
        ),
        (
            "<div class='post-author'><span>Written by</span> <a href='/team/d'>Dana Reed</a> "
            "<span class='title'>Lead Nurse</span> <a href='https://x.example'>Follow</a></div>"
        ),
        "<div class='author-row'><div>Dana Reed</div><div>Nurse Practitioner</div></div>",
        "<ul><li><span data-hook='user-name' class='a1 user-name'>Dana Reed</span></li></ul>",
        "<p><span class='vcard'><span class='fn'>Dana Reed</span></span></p>",
    ],
)
def test_of_an_author_card_only_the_name_is_taken(box: str) -> None:
    assert author(box + paragraphs()) == "Dana Reed"


def test_two_elements_named_author_in_one_line_are_two_persons() -> None:
    line = (
        "<span><span class='author'>By: <a rel='author'>Dana Reed</a></span><span class='author'>"
        "<span>,</span> <a rel='author'>Luis Ortega</a></span></span>"
    )
    assert author(f"<div>{line}</div>" + paragraphs()) == "Dana Reed, Luis Ortega"


@pytest.mark.parametrize(
    "below",
    [
        "<footer><p>By <a href='/about'>Dana Reed</a></p></footer>",
        "<footer><address class='vcard author'>By <a class='fn'>Dana Reed</a></address></footer>",
        "<footer><span>By&nbsp;</span><span itemprop='author'>Dana Reed</span></footer>",
        (
            "<div class='author-box'><h4>Dana Reed, DNP</h4><p class='role'>Nurse Practitioner</p>"
            "<p>Dana has placed lines for twenty years and lives by the harbour.</p></div>"
        ),
    ],
)
def test_the_foot_of_the_article_names_its_author(below: str) -> None:
    assert author(paragraphs() + below) == "Dana Reed"


def test_a_box_for_each_of_a_team_names_no_author() -> None:
    boxes = "".join(
        f"<div class='author-box'><h4>{name}</h4><p>{PARAGRAPHS[0]}</p></div>"
        for name in ("Dana Reed", "Luis Ortega")
    )
    assert author(paragraphs() + boxes) is None


def test_two_meta_tags_are_two_authors() -> None:
    head = "<meta name='author' content='Dana Reed'><meta name='author' content='Luis Ortega'>"
    assert author(paragraphs(), head) == "Dana Reed, Luis Ortega"
