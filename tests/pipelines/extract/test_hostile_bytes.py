"""Bytes that are no page, or mean harm: an answer in time, with the reason."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract import extract
from pipelines.extract.document.decode import decode
from pipelines.extract.render import text
from scrapers.reasons import Reason
from tests.pipelines.examples.pages import PARAGRAPHS, body_text, page, paragraphs, post, read


@given(st.binary(max_size=400))
@settings(max_examples=60, deadline=None)
def test_any_bytes_give_an_extraction(body: bytes) -> None:
    assert not extract(page(body)).is_post


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", Reason.EMPTY_BODY),
        (b" \n ", Reason.EMPTY_BODY),
        (b'{"posts": [{"title": "<p>Hello</p>"}]}', Reason.NOT_HTML),
        (b"%PDF-1.7 \x00\x01", Reason.NOT_HTML),
        (b"just words", Reason.NOT_HTML),
        (b"<html><head><title>x</title></head><body></body></html>", Reason.NO_TEXT),
    ],
)
def test_what_is_no_page_says_so(body: bytes, reason: Reason) -> None:
    assert extract(page(body)).reason == reason


def test_nuls_and_lone_surrogates_leave_the_text() -> None:
    html = post(f"<p>\x00Quiet &#xD800;rooms help. {PARAGRAPHS[0]}</p>" + paragraphs(first=1))
    found = body_text(html)
    assert "\x00" not in found
    found.encode()


def test_utf_8_is_read_as_such_although_the_header_lies() -> None:
    html = post(f"<p>Café, naïve, “quoted”. {PARAGRAPHS[0]}</p>" + paragraphs(first=1))
    found = extract(page(html, headers={"content-type": "text/html; charset=iso-8859-1"}))
    assert "Café, naïve, “quoted”" in text(found.blocks)


def test_windows_1252_without_a_label_is_not_guessed_at() -> None:
    html = post(f"<p>Café – naïve. {PARAGRAPHS[0]}</p>" + paragraphs(first=1))
    assert "Café – naïve" in text(extract(page(html.encode("cp1252"))).blocks)


@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
def test_letters_that_a_site_encoded_twice_are_put_right(wrong: str) -> None:
    line = "Don’t rush – a “slow” drip"
    twice = line.encode().decode(wrong, errors="replace").replace("\ufffd", "\x9d")
    html = post(f"<p>{twice}. {PARAGRAPHS[0]}</p>" + paragraphs(first=1), title=line)
    assert line in body_text(html)


def test_signs_that_a_site_encoded_twice_are_put_right() -> None:
    twice = "Zofran® at 20°C, 4\xa0mg".encode().decode("latin-1")
    html = post(f"<p>{twice}. {PARAGRAPHS[0]}</p>" + paragraphs(first=1))
    assert "Zofran® at 20°C, 4 mg" in body_text(html)


def test_letters_encoded_twice_are_put_right_far_from_each_other_and_cheaply() -> None:
    twice = "Café".encode().decode("latin-1")
    html = f"<p>{twice}</p><script>{'x = 1; ' * 400_000}</script><p>{twice} {twice}</p>"
    before = time.process_time()
    found = decode(html.encode(), {"content-type": "text/html; charset=utf-8"})
    assert time.process_time() - before < 1
    assert found.count("Café") == 3


def test_portuguese_and_french_letters_are_left_alone() -> None:
    line = "SÃO PAULO, âge tendre, À la carte, Âge d’or"
    assert line in body_text(post(f"<p>{line}. {PARAGRAPHS[0]}</p>" + paragraphs(first=1)))


@pytest.mark.parametrize("mark", ["utf-16", "utf-8-sig"])
def test_a_byte_order_mark_is_believed_before_header_and_meta(mark: str) -> None:
    html = post(f"<p>Café – naïve. {PARAGRAPHS[0]}</p>" + paragraphs(first=1))
    html = html.replace("<head>", "<head><meta charset='iso-8859-1'>")
    found = extract(page(html.encode(mark), headers={"content-type": "text/html; charset=cp1252"}))
    assert "Café – naïve" in text(found.blocks)


def test_the_header_is_believed_before_the_meta_tag() -> None:
    html = post(f"<p>Žena, dům. {PARAGRAPHS[0]}</p>" + paragraphs(first=1))
    body = html.replace("<head>", "<head><meta charset='koi8-r'>").encode("cp1250")
    found = extract(page(body, headers={"content-type": "text/html; charset=windows-1250"}))
    assert "Žena, dům" in text(found.blocks)


def test_a_meta_tag_names_the_encoding_where_the_header_is_silent() -> None:
    html = post(f"<p>Žena, dům. {PARAGRAPHS[0]}</p>" + paragraphs(first=1))
    body = html.replace("<head>", "<head><meta charset='windows-1250'>").encode("cp1250")
    assert "Žena, dům" in text(extract(page(body)).blocks)


@pytest.mark.parametrize(
    "name", ["zlib", "no-such-encoding", "undefined", "unicode_escape", "utf-7"]
)
def test_an_encoding_that_is_none_is_passed_over(name: str) -> None:
    html = post(f"<p>Café – naïve. {PARAGRAPHS[0]}</p>" + paragraphs(first=1))
    body = html.replace("<head>", f"<head><meta charset='{name}'>").encode("cp1252")
    assert "Café – naïve" in text(extract(page(body)).blocks)


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 100_000 + f"<p>{PARAGRAPHS[0]}</p>",
        "<html><body><p " + " ".join(f"a{n}='1'" for n in range(50_000)) + ">x</p></body></html>",
        "<html><body>" + "<p>a</p>" * 200_000,
        "<html><body><p>" + "<span>a</span>" * 100_000,
        "<a " * 500_000,
    ],
    ids=["deep", "attributes", "paragraphs", "spans", "unclosed"],
)
def test_a_hostile_page_is_read_in_seconds(html: str) -> None:
    start = time.process_time()
    extract(page(html))
    assert time.process_time() - start < 10


def test_a_deep_page_keeps_its_text_and_records_how_it_was_read() -> None:
    found = read("<html><body>" + "<div>" * 1_000 + paragraphs() + "</div>" * 1_000)
    assert text(found.blocks) == "\n\n".join(PARAGRAPHS)
    assert "inside each other" in found.verdict[0]
