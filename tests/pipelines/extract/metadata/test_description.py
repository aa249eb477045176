"""Title, tags, language and machine data."""

import pytest

from pipelines.extract.metadata.title import clean_title
from scrapers.items import Hints, PageRef, Route
from tests.pipelines.examples.pages import PARAGRAPHS, TITLE, URL, paragraphs, post, read

SITE = frozenset({("harbor", "clinic")})


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        ("What a Visit Is Like - Harbor Clinic", "What a Visit Is Like"),
        ("What a Visit Is Like | Harbor Clinic", "What a Visit Is Like"),
        ("What a Visit Is Like — Harbor Clinic", "What a Visit Is Like"),
        ("Harbor Clinic | What a Visit Is Like", "What a Visit Is Like"),
        ("Sleep &#8211; What Helps", "Sleep – What Helps"),
        ("Tea: A Short History", "Tea: A Short History"),
    ],
)
def test_a_title_loses_the_name_of_its_site(raw: str, title: str) -> None:
    assert clean_title(raw, SITE) == title


def test_the_heading_that_the_page_shows_is_the_title() -> None:
    html = post(title=TITLE).replace(f"<title>{TITLE}", f"<title>{TITLE} | Harbor Clinic")
    found = read(html).title
    assert (found.value, found.source) == (TITLE, "h1")


def test_a_logo_in_an_h1_is_not_the_title() -> None:
    head = "<meta property='og:site_name' content='Harbor Clinic'>"
    html = post(head=head, before="<h1>Harbor Clinic</h1>").replace(
        f"<title>{TITLE}", f"<title>{TITLE} - Harbor Clinic"
    )
    assert read(html).title.value == TITLE


def test_a_lonely_title_of_a_route_is_taken() -> None:
    ref = PageRef(url=URL, clinic="x", route=Route.FEED, hints=Hints(title="Rest, Slowly"))
    html = f"<html><body><div>{paragraphs()}</div></body></html>"
    assert read(html, [ref]).title.value == "Rest, Slowly"


def test_tags_come_from_the_post_and_not_from_the_site() -> None:
    head = (
        "<meta name='keywords' content='clinic, harbor, infusion'>"
        "<meta property='article:tag' content='Sleep'>"
    )
    links = "<p>Filed under <a rel='tag' href='/tag/rest/'>Rest</a></p>"
    assert read(post(paragraphs() + links, head=head)).tags == ("Sleep", "Rest")


def test_a_cloud_of_tags_is_refused() -> None:
    cloud = "".join(f"<a rel='tag' href='/tag/{n}/'>Topic {n}</a> " for n in range(30))
    assert read(post(paragraphs() + f"<div>{cloud}</div>")).tags == ()


def test_words_beat_the_language_that_a_template_declares() -> None:
    spanish = (
        "<p>La primera visita dura unas dos horas y comienza con una conversación tranquila sobre "
        "el sueño, los medicamentos y lo que cada persona espera de las próximas semanas.</p>"
    ) * 3
    assert read(post(spanish)).language.value == "es"


def test_a_short_page_keeps_the_language_that_it_declares() -> None:
    found = read("<html lang='fr-CA'><body><h1>Bonjour</h1><p>Merci.</p></body></html>")
    assert (found.language.value, found.language.source) == ("fr", "html")


def test_broken_json_ld_is_read_as_far_as_it_can_be() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "A\nB", '
        '"datePublished": "2021-06-03",}</script><script type="application/ld+json">{oops</script>'
    )
    assert read(post(head=head)).published.value == "2021-06-03"


def test_the_kinds_of_machine_data_are_told_as_written_each_once() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "BlogPosting"}, '
        '{"@type": ["MedicalWebPage", "https://schema.org/FAQPage"]}, {"@type": "BlogPosting"}]}'
        "</script>"
    )
    assert read(post(head=head)).json_ld_types == ("BlogPosting", "FAQPage", "MedicalWebPage")
    assert read(post()).json_ld_types == ()


def test_canonical_and_image_are_absolute() -> None:
    head = "<link rel='canonical' href='/blog/x'><meta property='og:image' content='/room.jpg'>"
    found = read(post(head=head))
    assert (found.canonical.value, found.image.value) == (
        "https://clinic.example/blog/x",
        "https://clinic.example/room.jpg",
    )


def test_what_one_source_offers_twice_is_one_candidate() -> None:
    meta = "<meta name='author' content='Mara Lind'>"
    json_ld = (
        '<script type="application/ld+json">'
        '{"@type": "BlogPosting", "author": {"@type": "Person", "name": "Mara Lind"}}</script>'
    )
    twice = read(post(head=meta + meta)).author.candidates
    assert [candidate.raw for candidate in twice] == ["Mara Lind"]
    both = read(post(head=meta + json_ld)).author.candidates
    assert [candidate.raw for candidate in both] == ["Mara Lind", "Mara Lind"]
    assert len({candidate.source for candidate in both}) == 2


def test_a_page_that_a_script_fills_is_read_out_of_its_json_ld() -> None:
    body = "\\n".join(PARAGRAPHS)
    head = (
        '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "'
        + TITLE
        + '", "articleBody": "'
        + body
        + '"}</script>'
    )
    html = f"<html><head>{head}</head><body><div id='app'></div></body></html>"
    assert [block.text for block in read(html).blocks] == list(PARAGRAPHS)
