"""Pages and feeds that would block the event loop are refused."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import HtmlResponse

from scrapers.errors import FetchError
from scrapers.fetch.limits import MAX_ATTRIBUTES, MAX_TAGS, oversized_tag, raise_for_oversized
from scrapers.fetch.visible_text import visible_words
from scrapers.reasons import Reason
from scrapers.sources.clean_text import replace_lone_surrogates


def tag(attributes: int) -> bytes:
    return b"<p " + b" ".join(b"a%d='b c'" % number for number in range(attributes)) + b">"


def page(body: bytes) -> HtmlResponse:
    return HtmlResponse("https://clinic.example/", body=body)


def test_a_tag_has_so_many_attributes_and_no_more() -> None:
    assert oversized_tag(tag(MAX_ATTRIBUTES - 1)) is None
    assert oversized_tag(tag(MAX_ATTRIBUTES)) == "a tag with more than 2,000 attributes"


def test_settings_of_a_page_builder_in_one_attribute_are_one_attribute() -> None:
    settings = json.dumps({f"key {number}": "a b" for number in range(20_000)})
    assert oversized_tag(f"<div data-settings='{settings}'>".encode()) is None


@pytest.mark.parametrize("body", [b"<p>" * (2 * MAX_TAGS + 1), tag(MAX_ATTRIBUTES)])
def test_a_heavy_page_is_refused(body: bytes) -> None:
    with pytest.raises(FetchError) as raised:
        raise_for_oversized(page(body))
    assert raised.value.reason == Reason.TOO_LARGE


def test_a_page_as_large_as_the_largest_real_one_is_read() -> None:
    raise_for_oversized(page(b"<p class='a b c'>drip</p>" * 10_112))


@pytest.mark.parametrize(
    "body",
    [
        b"<" * 10**6,
        b"<a" + b"'\"" * 10**6,
        b"<a " + b"'" * 10**6,
        b"<script>" + b"</script" * 10**5,
    ],
)
def test_a_glance_is_short_whatever_it_falls_on(body: bytes) -> None:
    begun = time.process_time()
    oversized_tag(body)
    visible_words(body.decode())
    assert time.process_time() - begun < 2


@given(st.text())
def test_whole_characters_of_json_stay_as_they_are(text: str) -> None:
    body = json.dumps(text).encode()
    assert replace_lone_surrogates(body) == body


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rb'"a\ud800b"', "a\ufffdb"),
        (rb'"\ud800\ud83d\ude00"', "\ufffd\U0001f600"),
        (rb'"\\ud800"', "\\ud800"),
    ],
)
def test_half_a_character_of_json_becomes_a_mark(body: bytes, expected: str) -> None:
    assert json.loads(replace_lone_surrogates(body)) == expected
