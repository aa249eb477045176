"""The words that a reader sees, in time that grows with the page and no faster."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.fetch.visible_text import (
    MAX_CHARACTERS,
    title_of,
    visible_words,
    without_menus,
    words_sha256,
)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One <b>Two</b></p>", ["one", "two"]),
        ("a<script>var x = '<p>no</p>';</script>b", ["a", "b"]),
        ("a<STYLE>p { }</STYLE >b<!-- no <p> -->c", ["a", "b", "c"]),
        ("<title>No</title><p>Yes &amp; no</p>", ["yes", "&", "no"]),
        ("3 < 4 and<br>5", ["3", "<", "4", "and", "5"]),
        ("seen<script>never closed", ["seen"]),
        ("seen<!-- never closed --", ["seen"]),
        ("seen<!--> hidden --> seen", ["seen", "seen"]),
        ("seen<style></style never closed", ["seen"]),
        ("a<svg><title>no</title><p>no</p></scripted></SVG\n>b", ["a", "b"]),
        ("a<svgs>b</svgs>c", ["a", "b", "c"]),
        ("a<b title='<script>'>b</b>c", ["a", "'>b", "c"]),
        ("a<\u017fcript>b", ["a", "b"]),  # no ASCII letter, whatever case folding makes of it
        ("<noscript>Enable it</noscript>", []),
    ],
)
def test_words_stand_between_the_tags(html: str, words: list[str]) -> None:
    assert list(visible_words(html)) == words


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<header>a<nav>b</nav>c</header>d<FOOTER class=x>e</FOOTER>f", ["d", "f"]),
        ("a<header>b", ["a", "b"]),
        ("a</nav>b<nav>c</nav>d", ["a", "b", "d"]),
        ("<headers>a</headers>", ["a"]),
    ],
)
def test_menus_are_left_out_where_they_have_an_end(html: str, words: list[str]) -> None:
    assert list(visible_words(without_menus(html))) == words


def test_the_title_is_one_line_in_lower_case() -> None:
    assert title_of("<head><TITLE lang=en>\n Our &amp; Blog </title>") == "our & blog"
    assert title_of("<p>none</p>") == ""


def test_new_markup_around_the_same_words_is_no_change() -> None:
    old = b"<html><head><title>A</title></head><body><p>One two</p></body></html>"
    new = b"<html><head><!-- 12:00 --><title>A</title></head><body><p id=x7>One  two</p></body>"
    assert words_sha256(old) == words_sha256(new)
    assert words_sha256(old) != words_sha256(old.replace(b"two", b"three"))


def test_a_letter_that_is_no_utf_8_is_told_from_another() -> None:
    assert words_sha256(b"<p>caf\xe9</p>") != words_sha256(b"<p>caf\xe8</p>")
    assert words_sha256(b"<p>caf\xe9</p>") == words_sha256("<p>café</p>".encode())


PIECES = ["<", "<a ", "<!--", "<!-- - ", "<script>", "<script></", "</script", "<p>a</p>"]


@pytest.mark.parametrize("piece", [*PIECES, "<title", "&", "<!"])
def test_a_hostile_page_costs_a_moment(piece: str) -> None:
    html = (piece * MAX_CHARACTERS)[:MAX_CHARACTERS]
    begun = time.monotonic()
    visible_words(html)
    title_of(html)
    assert time.monotonic() - begun < 3


@given(text=st.text(max_size=200))
def test_any_text_has_words(text: str) -> None:
    assert all(word == word.lower() for word in visible_words(f"<p>{text}") if word.isascii())
