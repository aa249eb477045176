"""The title: what page, machine data, address and routes say, and who is believed."""

import pytest

from scrapers.items import Hints, PageRef, Route
from tests.pipelines.examples.pages import TITLE, URL, paragraphs, post, read

SPELLED = "How a Quiet Room Helps Before the Drip"
ADDRESS = "https://clinic.example/blog/how-a-quiet-room-helps-before-the-drip"


def headed(h1: str, title: str, *, url: str = ADDRESS, head: str = "") -> str | None:
    """The title of a post whose h1 is not what its machine title says."""
    html = post(title=h1, head=head).replace(f"<title>{h1}<", f"<title>{title}<")
    return read(html, url=url).title.value


def listed(title: str, route: Route) -> PageRef:
    return PageRef(url=URL, clinic="example", route=route, hints=Hints(title=title))


def test_a_slogan_in_the_only_h1_is_not_the_title_that_the_address_spells() -> None:
    assert headed("Harbor Notes for Calm People", SPELLED) == SPELLED


def test_an_h1_that_the_address_spells_is_the_title_whatever_machines_are_told() -> None:
    assert headed(SPELLED, "Best Calm Tips of the Year") == SPELLED


def test_an_address_of_two_words_spells_no_title() -> None:
    html_title = "Waiting Rooms"
    assert headed(
        "Where You Sit and Wait", html_title, url="https://clinic.example/blog/rooms"
    ) == ("Where You Sit and Wait")


def test_a_lone_h1_is_shown_to_readers_and_beats_a_headline_for_machines() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "BlogPosting", "headline": "Drip Q&A 7"}'
        "</script>"
    )
    assert headed("Where You Sit and Wait", "Drip Q&A 7", head=head, url=URL) == (
        "Where You Sit and Wait"
    )


def test_the_same_h1_for_phones_and_desks_is_one_h1() -> None:
    html = post(title="Where You Sit", before="<h1>Where You Sit</h1>")
    html = html.replace("<title>Where You Sit<", "<title>Our Rooms<")
    assert read(html).title.value == "Where You Sit"


def test_an_h1_of_a_pop_up_behind_the_text_is_none() -> None:
    html = post(title="Where You Sit", after="<div><h1>Choose your clinic</h1></div>")
    html = html.replace("<title>Where You Sit<", "<title>Our Rooms<")
    assert read(html).title.value == "Where You Sit"


@pytest.mark.parametrize("label", ["Blog: ", "June 3, 2021 "])
def test_a_label_or_day_inside_the_h1_is_not_part_of_the_title(label: str) -> None:
    assert headed(label + SPELLED, SPELLED) == SPELLED


def test_a_lone_word_is_a_title_where_the_address_is_that_word() -> None:
    url = "https://clinic.example/glossary/bolus"
    assert headed("bolus", "BOLUS Meaning and Use", url=url) == "bolus"


def test_rest_and_feed_are_believed_before_a_lone_h1() -> None:
    html = post(title="Calm Corner").replace("<title>Calm Corner<", "<title><")
    refs = [listed("Tea Before a Drip", Route.FEED), listed("Tea, Before a Drip", Route.WORDPRESS)]
    found = read(html, refs).title
    assert (found.value, found.source) == ("Tea, Before a Drip", "wordpress")


def test_a_card_of_a_listing_may_cut_a_title_and_is_asked_last() -> None:
    found = read(post(), [listed("What a First Vi…", Route.LISTING)]).title
    assert found.value == TITLE
    assert "What a First Vi…" in {candidate.raw for candidate in found.candidates}


def test_a_page_that_gives_no_title_has_none() -> None:
    html = f"<html><body><div>{paragraphs()}</div></body></html>"
    assert read(html).title.value is None


def test_a_heading_that_a_listing_names_beats_the_name_of_the_site_in_an_h1() -> None:
    html = post(title="Calm Harbor Drip Lounge").replace("<p>", "<h2>Tea — A Start</h2><p>", 1)
    found = read(html, [listed("Tea — A Start", Route.LISTING)]).title
    assert (found.value, found.source) == ("Tea — A Start", "h2")


def test_the_title_of_rest_is_not_doubted_for_what_the_address_spells() -> None:
    html = post(title="Calm Corner").replace("<title>Calm Corner<", f"<title>{SPELLED}<")
    found = read(html, [listed("Tea Before a Drip", Route.WORDPRESS)], url=ADDRESS).title
    assert (found.value, found.source) == ("Tea Before a Drip", "wordpress")


BARRED = "Ketamine vs Esketamine | Which One Is Right?"
OG = "<meta property='og:title' content='{}'>"


@pytest.mark.parametrize(
    ("h1", "og", "title"),
    [
        (BARRED, BARRED, BARRED),
        (f"{SPELLED} | Harbor", SPELLED, SPELLED),
        (f"{SPELLED} | Clinic", f"{SPELLED} | Clinic", SPELLED),
    ],
)
def test_a_bar_that_two_sources_give_is_part_of_the_title(h1: str, og: str, title: str) -> None:
    shown = headed(h1, f"{h1} | Clinic", head=OG.format(og), url="https://clinic.example/blog/a1")
    assert shown == title


def test_a_bar_with_nothing_behind_it_but_a_section_ends_the_title() -> None:
    h1 = f"{SPELLED} | Opinion"
    shown = headed(h1, h1, head=OG.format(h1), url="https://clinic.example/blog/a1")
    assert shown == SPELLED


@pytest.mark.parametrize("title", [f"{SPELLED} – Harbor Lounge", f"Harbor Lounge: {SPELLED}"])
def test_the_name_that_the_host_spells_in_one_word_leaves_the_title(title: str) -> None:
    html = post("<p></p>" + paragraphs()).replace(f"<h1>{TITLE}</h1>", "")
    html = html.replace(f"<title>{TITLE}<", f"<title>{title}<")
    assert read(html, url="https://www.harborlounge.com/a1").title.value == SPELLED
