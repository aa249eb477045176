"""Authors: the writer, never a commenter; who is what kind."""

import pytest

from pipelines.extract.metadata.people.person_names import kind_of, name_of
from pipelines.items import AuthorKind
from tests.pipelines.examples.pages import PARAGRAPHS, paragraphs, post, read


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("By Dana Whitfield, RN - June 3, 2021", "Dana Whitfield"),
        ("Written by: Dana Whitfield", "Dana Whitfield"),
        ("Posted by Dana Whitfield on March 4, 2022", "Dana Whitfield"),
        ("by Dana Whitfield | Sep 22, 2023 | Health", "Dana Whitfield"),
        ("Dr. Omar Haddad, MD, FACEP", "Omar Haddad"),
    ],
)
def test_a_byline_gives_the_name_alone(raw: str, name: str) -> None:
    assert name_of(raw) == name


@pytest.mark.parametrize("raw", ["https://facebook.com/clinic", "By", "2021", "Read more", ""])
def test_what_is_no_name_is_none(raw: str) -> None:
    assert name_of(raw) is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Dana Whitfield, RN", AuthorKind.PERSON),
        ("Harbor Infusion Center", AuthorKind.ORGANISATION),
        ("admin", AuthorKind.DEFAULT_ACCOUNT),
        ("ketamine@dmin", AuthorKind.DEFAULT_ACCOUNT),
        (None, None),
    ],
)
def test_a_name_says_what_kind_of_author_it_is(name: str | None, kind: AuthorKind | None) -> None:
    assert kind_of(name) is kind


def test_a_commenter_is_not_the_author() -> None:
    comments = (
        "<section id='comments'><div class='comment-body'><cite class='comment-author'>"
        f"<a rel='author'>Jo Marlowe</a></cite><p>{PARAGRAPHS[1]}</p></div></section>"
    )
    assert read(post(paragraphs() + comments)).author.value is None


def test_the_author_of_json_ld_is_found_behind_a_reference() -> None:
    head = (
        '<script type="application/ld+json">{"@graph": [{"@type": "Article", "author": {"@id": '
        '"#p"}}, {"@type": "Person", "@id": "#p", "name": "Dana Whitfield"}]}</script>'
    )
    assert read(post(head=head)).author.value == "Dana Whitfield"


def test_a_visible_byline_is_read_and_kept_as_evidence() -> None:
    found = read(post("<p>By Dana Whitfield, RN - June 3, 2021</p>" + paragraphs()))
    assert (found.author.value, found.published.value) == ("Dana Whitfield", "2021-06-03")


def test_a_post_without_an_author_has_none() -> None:
    found = read(post())
    assert (found.author.value, found.author_kind, found.author_credential) == (None, None, None)
