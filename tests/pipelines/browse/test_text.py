"""Text and URLs are safe before they go into a page, a chart or a feed."""

import pytest

from pipelines.browse.text import for_xml, safe_url


@pytest.mark.parametrize(
    "url", ["https://a.example/b?c=d", "http://a.example", "HTTPS://A.example"]
)
def test_a_web_url_is_linked(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", " https://a.example", "data:,x", "//a.example", "", None]
)
def test_a_url_of_any_other_scheme_is_not_linked(url: str | None) -> None:
    assert safe_url(url) is None


def test_characters_that_xml_forbids_are_removed() -> None:
    assert for_xml("a\x00b\ufffe & <c>\n") == "ab & <c>\n"
