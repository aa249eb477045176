"""Properties of canonical URLs that hold for any text."""

import re
from urllib.parse import urlsplit

from hypothesis import example, given
from hypothesis import strategies as st

from scrapers.urls import canonical, identity, is_http, same_site

TEXTS = st.text() | st.text(alphabet="htps:/?#&=.%;@[]\\ampvindex0aF é", max_size=60)
HOSTS = st.sampled_from(
    ["Example.com", "www.example.com.", "münchen.de", "127.0.0.1:8000", "[::0:1]", "u:p@x.org:443"]
)
PATHS = st.text(alphabet="/.%;aZ2eEfF~é ()|amp+:@[]\\", max_size=40)
PAIRS = st.tuples(st.text(max_size=6), st.text(max_size=6)).map("=".join)
QUERIES = st.lists(PAIRS | st.sampled_from(["amp", "v=0123456789ab", "p=3", "&amp;utm_id=1"]))


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """Anything that looks like an http(s) URL, however badly written."""
    scheme = draw(st.sampled_from(["http://", "HTTPS://"]))
    return f"{scheme}{draw(HOSTS)}/{draw(PATHS)}?{'&'.join(draw(QUERIES))}#{draw(st.text())}"


def canonical_or_none(url: str) -> str | None:
    try:
        return canonical(url)
    except ValueError:
        return None


@given(TEXTS)
def test_any_text_is_a_url_or_a_value_error(text: str) -> None:
    assert is_http(text) == (canonical_or_none(text) is not None)


@given(addresses() | TEXTS)
@example("https://x.com/a/%61mp/")
@example("https://x.com/?v=%61bcdefabcdef")
@example("https://x.com/;/amp/../amp")
def test_a_canonical_url_stays_as_it_is(text: str) -> None:
    url = canonical_or_none(text)
    assert url is None or canonical(url) == url


@given(addresses())
def test_a_canonical_url_is_plain_ascii_that_parses(text: str) -> None:
    url = canonical_or_none(text)
    if url is not None:
        parts = urlsplit(url)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert url.isascii()
        assert parts.path.startswith("/")
        assert not parts.fragment
        assert parts.username is None


@given(addresses())
def test_a_url_and_its_canonical_form_are_one_post_on_one_site(text: str) -> None:
    url = canonical_or_none(text)
    if url is not None:
        assert identity(text) == identity(url)
        assert same_site(text, url)


@given(addresses(), st.sampled_from(["utm_source=a", "fbclid=%20", "_ga=", "amp", "print=1"]))
def test_a_tracker_added_to_any_url_changes_nothing(text: str, tracker: str) -> None:
    url = canonical_or_none(text)
    if url is not None:
        joint = "&" if "?" in url else "?"
        assert canonical(f"{url}{joint}{tracker}") == url


@given(st.data(), st.lists(PAIRS.map(lambda pair: re.sub(r"[&#]", "", pair)), min_size=2))
def test_the_order_of_the_query_changes_nothing(data: st.DataObject, pairs: list[str]) -> None:
    shuffled = data.draw(st.permutations(pairs))
    first, second = (f"https://example.com/?{'&'.join(p)}&z=1" for p in (pairs, shuffled))
    assert canonical_or_none(first) == canonical_or_none(second)
