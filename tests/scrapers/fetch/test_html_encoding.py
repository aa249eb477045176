"""Bytes become the characters that a browser shows; what is valid UTF-8 is UTF-8."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.fetch.html_encoding import decode_html, encoding_of


def labelled(label: str, text: bytes) -> bytes:
    return f'<meta charset="{label}"><p>'.encode() + text + b"</p>"


def paragraph(html: str) -> str:
    return html.partition("<p>")[2].partition("</p>")[0]


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("iso-8859-1", "cp1252", "“hi” – 5 €"),
        ("latin1", "cp1252", "“hi”"),
        ("us-ascii", "cp1252", "“hi”"),
        ("iso-8859-9", "cp1254", "“hi” ağrı"),
        ("iso-8859-11", "cp874", "“ยา”"),
        ("iso-8859-2", "iso8859-2", "Žena, dům"),
        ("windows-1251", "cp1251", "Капельница"),
        ("koi8-r", "koi8-r", "Капельница"),
        ("shift_jis", "cp932", "点滴①"),
        ("x-sjis", "cp932", "点滴①"),
        ("euc-kr", "cp949", "똠방각하"),
        ("gb2312", "gb18030", "點滴"),
        ("gbk", "gb18030", "點滴"),
        ("big5", "big5hkscs", "點滴"),
        ("euc-jp", "euc_jp", "点滴"),
    ],
)
def test_a_label_means_what_browsers_take_it_for(label: str, encoding: str, text: str) -> None:
    body = labelled(label, text.encode(encoding))
    assert paragraph(decode_html(body)) == text
    header = f"text/html; charset={label}"
    assert paragraph(decode_html(b"<p>" + text.encode(encoding), header)) == text


@pytest.mark.parametrize(
    "label", ["zlib", "hex", "idna", "unicode_escape", "utf-7", "undefined", "no-such", "oem"]
)
def test_a_label_that_no_browser_knows_is_passed_over(label: str) -> None:
    assert paragraph(decode_html(labelled(label, b"caf\xe9 +ADw-"))) == "café +ADw-"


def test_a_page_of_ascii_tags_that_calls_itself_utf_16_is_utf_8() -> None:
    assert encoding_of(labelled("utf-16", b"caf\xc3\xa9 \x93hi\x94")) == "utf-8"
    header = "text/html; charset=utf-16le"
    assert paragraph(decode_html(b"<p>caf\xc3\xa9 \x93hi\x94</p>", header)) == "café “hi”"


def test_a_header_that_says_utf_16_is_believed_where_the_bytes_can_be() -> None:
    body = "<p>“hi”</p>".encode("utf-16-le")
    assert paragraph(decode_html(body, "text/html; charset=utf-16le")) == "“hi”"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"caf\xc3\xa9 \x93hi\x94 na\xc3\xafve", "café “hi” naïve"),
        ("it’s ".encode() + b"caf\xe9", "it’s café"),
        (b"caf\xe9\x94 " + "it’s".encode(), "café” it’s"),
    ],
)
def test_bytes_pasted_into_a_page_of_utf_8_are_windows_1252(text: bytes, expected: str) -> None:
    assert paragraph(decode_html(labelled("utf-8", text))) == expected
    header = "text/html; charset=UTF-8"
    assert paragraph(decode_html(b"<p>" + text + b"</p>", header)) == expected
    assert paragraph(decode_html(b"\xef\xbb\xbf<p>" + text + b"</p>")) == expected


def test_a_page_that_ends_within_a_character_keeps_the_rest() -> None:
    assert decode_html(labelled("utf-8", "it’s".encode())[:-7]).endswith("it\ufffd")


def test_a_label_in_a_comment_or_in_the_text_is_none() -> None:
    body = b'<!-- <meta charset="koi8-r"> --><body><meta charset="koi8-r"><p>caf\xe9</p>'
    assert paragraph(decode_html(body)) == "café"


@given(st.binary(max_size=200), st.text(max_size=40))
def test_any_bytes_become_text(body: bytes, label: str) -> None:
    decode_html(body, f"text/html; charset={label}").encode()
