"""Credentials of authors, and reviewers: checked by is not written by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.metadata.people.person_names import parted
from pipelines.items import AuthorKind
from tests.pipelines.examples.pages import PARAGRAPHS, paragraphs, post, read

LONG = paragraphs() * 2


@pytest.mark.parametrize(
    ("signature", "name", "letters"),
    [
        ("Dana Reed, MD", "Dana Reed", "MD"),
        ("Dr. Dana Reed, M.D., FACEP", "Dana Reed", "MD, FACEP"),
        ("Dana Reed MSN, APRN, FNP-C", "Dana Reed", "MSN, APRN, FNP-C"),
        ("Dana Reed, MS, RD, FAND", "Dana Reed", "MS, RD, FAND"),
        ("Dana Reed (PhD)", "Dana Reed", "PhD"),
        ("Dana Reed, M.D./Ph.D.", "Dana Reed", "MD, PhD"),
        ("Dana Reed, MD and Omar Haddad, RN", "Dana Reed, Omar Haddad", "MD, RN"),
        ("Dr. Dana Reed", "Dana Reed", "Dr"),
        ("Dr. Reed", "Dr. Reed", "Dr"),
        ("DANA REED, MD", "DANA REED", "MD"),
    ],
)
def test_letters_behind_a_name_are_its_credentials(signature: str, name: str, letters: str) -> None:
    assert parted(signature) == (name, letters)


@pytest.mark.parametrize(
    "name",
    [
        "Dana Reed",
        "Ma Li",
        "LI MA",
        "Md Rahman",
        "MD Anderson Center",
        "Care & Wellness Team",
        "RN",
    ],
)
def test_a_name_that_only_looks_like_letters_is_left_whole(name: str) -> None:
    assert parted(name) == (name, None)


@given(st.text(max_size=60))
def test_any_signature_keeps_a_name_that_is_not_longer(signature: str) -> None:
    name, letters = parted(signature)
    assert len(name) <= len(signature) + 1
    assert letters is None or letters


def test_json_ld_gives_the_name_and_the_byline_the_letters() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "Article", "author": {"@type": "Person", '
        '"name": "Dana Reed"}}</script>'
    )
    found = read(post("<p>By Dana Reed, APRN - June 3, 2021</p>" + paragraphs(), head=head))
    assert (found.author.value, found.author.source) == ("Dana Reed", "jsonld")
    assert (found.author_credential, found.author_kind) == ("APRN", AuthorKind.PERSON)


def test_the_suffix_of_json_ld_is_a_credential() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "Article", "author": {"@type": "Person", '
        '"name": "Dana Reed", "honorificSuffix": "MD"}}</script>'
    )
    found = read(post(head=head))
    assert (found.author.value, found.author_credential) == ("Dana Reed", "MD")


@pytest.mark.parametrize(
    ("line", "reviewer"),
    [
        ("<p>Medically reviewed by Omar Haddad, MD</p>", "Omar Haddad, MD"),
        ("<p>Medically Reviewed By: Dr. Omar Haddad on June 3, 2021</p>", "Dr. Omar Haddad"),
        ("<div><p>Medical Reviewer</p><p>Omar Haddad, DO</p></div>", "Omar Haddad, DO"),
        ("<p>Written by Dana Reed | Clinically reviewed by Omar Haddad, NP</p>", "Omar Haddad, NP"),
        ("<p>Fact-checked by Omar Haddad</p>", "Omar Haddad"),
    ],
)
def test_a_line_names_who_reviewed_the_text(line: str, reviewer: str) -> None:
    for html in (post(line + paragraphs()), post(LONG, after=f"<div>{line}</div>")):
        found = read(html)
        assert (found.reviewer.value, found.reviewer.source) == (reviewer, "byline")
        assert "Haddad" not in (found.author.value or "")


def test_json_ld_names_the_reviewer() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "MedicalWebPage", "reviewedBy": {"@type": '
        '"Person", "name": "Omar Haddad", "honorificSuffix": "MD"}}</script>'
    )
    found = read(post(head=head))
    assert (found.reviewer.value, found.reviewer.source) == ("Omar Haddad, MD", "jsonld")
    assert found.author.value is None


def test_an_element_named_author_with_the_reviewer_in_it_makes_no_author() -> None:
    box = "<div>Medically reviewed by <a rel='author' href='/team/omar'>Omar Haddad, MD</a></div>"
    found = read(post(box + paragraphs()))
    assert (found.author.value, found.reviewer.value) == (None, "Omar Haddad, MD")


def test_who_wrote_and_reviewed_a_text_is_both() -> None:
    line = "<p>By Omar Haddad, MD</p><p>Medically reviewed by Omar Haddad, MD</p>"
    found = read(post(line + paragraphs()))
    assert (found.author.value, found.reviewer.value) == ("Omar Haddad", "Omar Haddad, MD")


@pytest.mark.parametrize(
    "line",
    [
        "<p>This page was reviewed by our medical team in spring.</p>",
        f"<p>{PARAGRAPHS[0]} It was reviewed by Omar Haddad, and by many others besides him.</p>",
        "<div class='testimonials'><p>Reviewed by Jo Marlowe</p></div>",
        "<div id='comments'><p>Reviewed by Jo Marlowe</p></div>",
        "<p>Medically reviewed by admin</p>",
    ],
)
def test_teams_prose_and_guests_are_no_reviewers(line: str) -> None:
    assert read(post(line + paragraphs())).reviewer.value is None
