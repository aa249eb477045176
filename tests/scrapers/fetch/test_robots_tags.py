"""What pages say to robots, as all the ways of saying it are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.fetch.robots_tags import robots_tag


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("noindex", "noindex"),
        ("NoIndex , nofollow", "nofollow, noindex"),
        ("none", "nofollow, noindex"),
        ("googlebot: noindex", None),
        ("dripfeed: noindex", "noindex"),
        ("googlebot: noindex, dripfeed: nofollow", "nofollow"),
        ("unavailable_after: 25 Jun 2030 15:00:00 PST", "unavailable_after"),
        ("max-snippet:-1, noarchive", "max-snippet, noarchive"),
        ("nonsense", None),
        ("", None),
    ],
)
def test_the_header_is_read(header: str, expected: str | None) -> None:
    assert robots_tag({"x-robots-tag": header}, b"") == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (b"<meta name=robots content=noindex>", "noindex"),
        (b"<META CONTENT='noindex,nofollow' NAME='ROBOTS'/>", "nofollow, noindex"),
        (b'<meta name="dripfeed" content="nofollow">', "nofollow"),
        (b'<meta name="googlebot" content="noindex">', None),
        (b'<meta name="description" content="noindex">', None),
        (b"<p>robots noindex</p>", None),
    ],
)
def test_the_meta_tag_is_read(html: bytes, expected: str | None) -> None:
    assert robots_tag({}, html) == expected


def test_header_and_tag_add_up() -> None:
    tag = b"<meta name=robots content=nofollow>"
    assert robots_tag({"x-robots-tag": "noindex"}, tag) == "nofollow, noindex"


@given(header=st.text(max_size=60), body=st.binary(max_size=100))
def test_anything_is_read(header: str, body: bytes) -> None:
    robots_tag({"x-robots-tag": header}, body)
