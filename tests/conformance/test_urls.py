"""Our canonical form agrees with browsers, but for the rows that are named here.

Facts from the URL Standard and from web-platform-tests (BSD-3-Clause): see `url_rows`.
"""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.urls import canonical, identity
from tests.conformance.url_rows import DEVIATIONS, OTHER_SCHEMES, REFUSED, SAME

WRITTEN = [row[0] for row in (*SAME, *DEVIATIONS)]
QUERIES = (
    # (written, as we request it): a browser leaves order and empty parts, a key may not
    ("a=b", "a=b"),
    ("b=1&a=2", "a=2&b=1"),
    ("a=1&a=2", "a=1&a=2"),
    ("a=2&a=1", "a=1&a=2"),
    ("a", "a="),
    ("a=", "a="),
    ("a=b=c", "a=b%3Dc"),
    ("a=b+c", "a=b+c"),
    ("a=b%20c", "a=b+c"),
    ("a=é", "a=%C3%A9"),
    ("a=%c3%a9", "a=%C3%A9"),
    ("&&a=b&", "a=b"),
    ("page=2", "page=2"),
    ("utm_source=x&p=3", "p=3"),
)


def read(url: str) -> tuple[str, str]:
    """Host and path of the canonical form."""
    parts = urlsplit(canonical(url))
    return parts.netloc, parts.path


@pytest.mark.parametrize(("written", "host", "path"), SAME)
def test_host_and_path_are_those_of_a_browser(written: str, host: str, path: str) -> None:
    assert read(written) == (host, path)


@pytest.mark.parametrize("written", REFUSED)
def test_what_a_browser_refuses_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="not an http"):
        canonical(written)


@pytest.mark.parametrize("written", OTHER_SCHEMES)
def test_only_http_and_https_are_urls(written: str) -> None:
    with pytest.raises(ValueError, match="not an http"):
        canonical(written)


@pytest.mark.parametrize("written", WRITTEN)
def test_a_canonical_url_stays_as_it_is(written: str) -> None:
    try:
        once = canonical(written)
    except ValueError:
        return
    assert canonical(once) == once
    assert identity(once) == identity(written)


@pytest.mark.parametrize(("written", "read"), QUERIES)
def test_a_query_is_written_in_one_form(written: str, read: str) -> None:
    assert canonical(f"http://clinic.example/iv?{written}") == f"http://clinic.example/iv?{read}"


def named(written: str, host: str | None, path: str | None, why: str) -> object:
    """The row, expected to fail for its reason."""
    return pytest.param(written, host, path, marks=pytest.mark.xfail(reason=why, strict=True))


@pytest.mark.parametrize(("written", "host", "path"), [named(*row) for row in DEVIATIONS])
def test_a_named_deviation_still_deviates(written: str, host: str | None, path: str | None) -> None:
    try:
        parts = read(written)
    except ValueError:
        parts = ("", "")
    assert parts == (host or "", path or "")


@given(st.sampled_from(WRITTEN), st.sampled_from(WRITTEN), st.integers(0, 40), st.integers(0, 40))
def test_pieces_of_odd_urls_parse_or_are_refused(
    first: str, second: str, cut: int, begin: int
) -> None:
    mixed = first[:cut] + second[begin:]
    try:
        once = canonical(mixed)
    except ValueError:
        return
    assert canonical(once) == once
