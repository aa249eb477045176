"""What counts as the same URL, held by examples."""

import re

import pytest

from scrapers.urls import (
    PUBLIC_SUFFIXES,
    canonical,
    identity,
    is_http,
    is_safe,
    looks_like_file,
    same_site,
)
from scrapers.urls.tracking_parameters import PARAMETERS


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("HTTPS://WWW.Example.COM/Blog/", "https://www.example.com/Blog/"),
        ("https://münchen.de/", "https://xn--mnchen-3ya.de/"),
        ("https://example.com.", "https://example.com/"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("http://example.com:80/a", "http://example.com/a"),
        ("http://example.com:443/a", "http://example.com:443/a"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/a"),
        ("http://[0:0::1]:80/", "http://[::1]/"),
        ("https://example.com/a#comments", "https://example.com/a"),
        ("https://name:word@example.com/a", "https://example.com/a"),
        ("https://example.com/a/./b/../c", "https://example.com/a/c"),
        ("https://example.com/%2e%2e/a", "https://example.com/a"),
        ("https://example.com/%7Ejo/%c3%a9 é", "https://example.com/~jo/%C3%A9%20%C3%A9"),
        ("https://example.com/iv-(2025-guide)", "https://example.com/iv-(2025-guide)"),
        ("https://example.com/%20faq/", "https://example.com/%20faq/"),
        ("https://example.com/a?", "https://example.com/a"),
        ("https://example.com/a?c=2&b=1", "https://example.com/a?b=1&c=2"),
        ("  https://example.com/a\n", "https://example.com/a"),
        ("https://example.com", "https://example.com/"),
    ],
)
def test_one_url_is_written_in_one_form(written: str, expected: str) -> None:
    assert canonical(written) == expected


@pytest.mark.parametrize(
    "tail",
    [
        "?utm_source=a&utm_medium=b",
        "?UTM_Campaign=spring",
        "?fbclid=IwAR0x",
        "?gclid=1&gclsrc=aw.ds&dclid=2&wbraid=3&gbraid=4&_ga=5&_gl=6",
        "?msclkid=1&yclid=2&igshid=3&srsltid=AfmBOo",
        "?mc_cid=1&mc_eid=2&_hsenc=3&_hsmi=4&hsCtaTracking=5",
        "?ref=some-blog.example",
        "?v=e6c8ceef28d6",
        "?replytocom=12",
        "?share=facebook&nb=1",
        "?relatedposts_hit=1&relatedposts_origin=9&relatedposts_position=0",
        "?doing_wp_cron=1700000000.5",
        "?amp",
        "?amp=1",
        "?format=amp",
        "?hs_amp=true",
        "?print=1",
        "?nonamp=1",
        "?&amp;utm_source=a&amp;amp;fbclid=b",
        "amp/",
        "amp/?amp=1",
        "amp/amp/",
    ],
)
def test_what_does_not_change_the_post_leaves_its_url(tail: str) -> None:
    assert canonical(f"https://example.com/post/{tail}") == "https://example.com/post/"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/?p=340",
        "https://example.com/blog?page=2",
        "https://example.com/blog?paged=2",
        "https://example.com/blog?offset=1588633200731",
        "https://example.com/blog?start=10",
        "https://example.com/blog?format=rss",
        "https://example.com/blog?category=Helpful+Guide",
        "https://example.com/watch?v=2",
        "https://example.com/post?ref=intro",
        "https://example.com/post?share=2024",
        "https://example.com/amp/",
        "https://example.com/blog/amp-guide/",
        "https://example.com/blog/lamp",
    ],
)
def test_what_may_change_the_page_stays(url: str) -> None:
    assert canonical(url) == url


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://example.com/a", "http://example.com/a"),
        ("https://example.com/a", "https://www.example.com/a"),
        ("https://example.com/a", "https://example.com/a/"),
        ("https://example.com/a/", "https://example.com/a/index.html"),
        ("https://example.com/a/", "https://example.com/a/index.php"),
        ("https://example.com/?p=3", "https://www.example.com/index.php?p=3"),
        ("https://example.com/blog/a", "https://example.com//blog//a/"),
        ("https://example.com", "http://www.example.com/?utm_source=x"),
    ],
)
def test_urls_of_one_post_differ_in_form_but_not_in_identity(first: str, second: str) -> None:
    assert canonical(first) != canonical(second)
    assert identity(first) == identity(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://example.com/a", "https://example.com/b"),
        ("https://example.com/a", "https://example.com/A"),
        ("https://example.com/a", "https://blog.example.com/a"),
        ("https://example.com/a", "https://example.com:8443/a"),
        ("https://example.com/?p=1", "https://example.com/?p=2"),
        ("https://example.com/blog", "https://example.com/blog?page=2"),
        ("https://example.com/index.php/faq", "https://example.com/faq"),
    ],
)
def test_different_pages_have_different_identities(first: str, second: str) -> None:
    assert identity(first) != identity(second)


def test_an_identity_reads_like_a_url_without_its_trimmings() -> None:
    assert identity("https://www.example.com/blog/a/?page=2") == "example.com/blog/a?page=2"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.com",
        "//example.com/a",
        "/blog",
        "mailto:desk@example.com",
        "tel:+15550100",
        "ftp://example.com/a",
        "file:///etc/hostname",
        "data:text/html,a",
        "javascript:void(0)",
        "https://",
        "https:///blog",
        "https://.example.com",
        "https://exam ple.com",
        "https://ex%61mple.com",
        "https://example.com:99999/",
        "https://example.com:http/",
        "https://[::1/",
        "https://[fe80::1%25eth0]/",
        f"https://{'a' * 64}.com",
        "https://example.com/\ud800",
    ],
)
def test_what_is_no_http_url_is_refused_with_the_text_in_the_message(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"host: {text[:200]!r}")):
        canonical(text)
    assert not is_http(text)
    assert not is_safe(text)


@pytest.mark.parametrize("path", ["x" * 8_000, "é" * 2_000, "amp/" * 100_000 + "x"])
def test_a_url_too_long_for_servers_is_refused_and_cut_in_the_message(path: str) -> None:
    with pytest.raises(ValueError, match="host") as caught:
        canonical(f"https://example.com/{path}")
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://example.com/a", "http://www.example.com/b"),
        ("https://example.com/a", "https://blog.example.com/"),
        ("https://blog.example.com.au/", "https://shop.example.com.au/"),
        ("https://example.com:443", "http://example.com:80"),
        ("http://127.0.0.1:8000/a", "http://127.0.0.1:8000/b"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("https://a.pages.dev/x", "https://preview.a.pages.dev/"),
    ],
)
def test_a_site_is_a_registrable_name_with_its_subdomains(first: str, second: str) -> None:
    assert same_site(first, second)
    assert same_site(second, first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("https://example.com", "https://example.org"),
        ("https://example.com", "https://notexample.com"),
        ("https://example.com", "https://example.com.evil.org"),
        ("https://one.com.au", "https://two.com.au"),
        ("https://a.pages.dev", "https://b.pages.dev"),
        ("https://a.wixsite.com", "https://b.wixsite.com"),
        ("https://a.squarespace.com", "https://b.squarespace.com"),
        ("https://a.edit.officite.com", "https://b.edit.officite.com"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8001"),
        ("http://127.0.0.1:8000", "http://127.0.0.2:8000"),
        ("http://localhost", "http://127.0.0.1"),
        ("https://example.com", "https://example.com:8443"),
        ("mailto:desk@example.com", "https://example.com"),
        ("", ""),
    ],
)
def test_strangers_neighbours_and_other_ports_are_other_sites(first: str, second: str) -> None:
    assert not same_site(first, second)
    assert not same_site(second, first)


@pytest.mark.parametrize("url", ["https://name@example.com", "https://a:b@example.com/x"])
def test_a_url_with_a_user_name_is_http_but_not_safe(url: str) -> None:
    assert is_http(url)
    assert not is_safe(url)


@pytest.mark.parametrize("url", ["https://example.com/@name", "https://example.com/?to=a@b.org"])
def test_an_at_sign_behind_the_host_is_safe(url: str) -> None:
    assert is_safe(url)


@pytest.mark.parametrize(
    ("path", "is_file"),
    [
        ("a.pdf", True),
        ("A.JPG", True),
        ("wp-content/uploads/x.webp?w=300", True),
        ("theme.css?ver=6", True),
        ("fonts/a.woff2", True),
        ("blog/", False),
        ("blog/iv-therapy", False),
        ("faqs.php", False),
        ("hydrationtherapy.html", False),
        ("feed.xml", False),
        ("talk-with-dr.smith", False),
        ("read?file=a.pdf", False),
        ("a.pdf/comments", False),
        ("pdf", False),
    ],
)
def test_files_are_known_by_the_end_of_their_path(path: str, is_file: bool) -> None:
    assert looks_like_file(f"https://example.zip/{path}") is is_file


def test_every_parameter_that_leaves_has_a_source() -> None:
    assert all(parameter.source for parameter in PARAMETERS)


def test_the_list_of_suffixes_never_comes_from_the_network() -> None:
    assert PUBLIC_SUFFIXES.suffix_list_urls == ()
