"""What a robots.txt says by RFC 9309, however it is written and whatever its status."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scrapy.http import Response

from scrapers.errors import FetchError
from scrapers.middlewares.robots import MAX_BYTES, RobotsRules, read_rules
from scrapers.reasons import Reason

HOST = "https://clinic.example"


def rules(body: str | bytes, status: int = 200) -> RobotsRules:
    content = body.encode() if isinstance(body, str) else body
    return read_rules(Response(f"{HOST}/robots.txt", status=status, body=content))


def allows(robots_rules: RobotsRules, path: str, agent: str = "dripfeed") -> bool:
    try:
        robots_rules.check(f"{HOST}{path}", agent)
    except FetchError as error:
        return error.reason != Reason.ROBOTS
    return True


CLOSED = "User-agent: *\nDisallow: /\n"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 599])
def test_a_server_that_fails_closes_the_host(status: int) -> None:
    robots_rules = rules("", status)
    assert not allows(robots_rules, "/blog")
    assert robots_rules.closed is not None
    assert str(status) in str(robots_rules.closed)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451])
def test_without_robots_txt_all_is_allowed_whatever_the_response_says(status: int) -> None:
    assert allows(rules(CLOSED, status), "/blog")


def test_with_200_the_rules_are_obeyed() -> None:
    robots_rules = rules("User-agent: *\nDisallow: /private\nAllow: /private/blog\n")
    assert allows(robots_rules, "/blog")
    assert not allows(robots_rules, "/private/a")
    assert allows(robots_rules, "/private/blog/a")


def test_a_refusal_says_that_robots_txt_forbids_it() -> None:
    with pytest.raises(FetchError, match="forbidden by robots"):
        rules(CLOSED).check(f"{HOST}/blog", "dripfeed")


@pytest.mark.parametrize("body", ["", "\n\n", "# nothing", "<!doctype html><p>Hello</p>", "\0\0"])
def test_a_file_without_rules_allows_all(body: str) -> None:
    assert allows(rules(body), "/blog")


@pytest.mark.parametrize(
    "body",
    [
        b"\xef\xbb\xbf" + CLOSED.encode(),
        CLOSED.replace("\n", "\r\n").encode(),
        CLOSED.replace("\n", "\r").encode(),
        CLOSED.lower().encode(),
        b"# caf\xe9\n" + CLOSED.encode(),
        b"User-agent :  *  # all\n  Disallow :  /  # all\n",
        b"\n\nUser-agent: *\n\n\nDisallow: /",
    ],
    ids=["byte order mark", "CR LF", "CR", "lower case", "latin-1", "blanks", "empty lines"],
)
def test_oddly_written_rules_are_obeyed(body: bytes) -> None:
    assert not allows(rules(body), "/blog")


def test_rules_for_our_token_replace_those_for_all() -> None:
    robots_rules = rules("User-agent: *\nDisallow: /\n\nUser-agent: DripFeed\nDisallow: /private\n")
    assert allows(robots_rules, "/blog")
    assert not allows(robots_rules, "/private")
    assert not allows(robots_rules, "/blog", agent="another")


def test_rules_for_another_robot_are_not_ours() -> None:
    assert allows(rules("User-agent: dripfeeder-pro\nUser-agent: GPTBot\nDisallow: /\n"), "/blog")


def test_several_groups_for_one_token_are_one() -> None:
    robots_rules = rules(
        "User-agent: dripfeed\nDisallow: /a\n\nUser-agent: dripfeed\nDisallow: /b\n"
    )
    assert not allows(robots_rules, "/a")
    assert not allows(robots_rules, "/b")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/blog/print", False),
        ("/blog/a/print", False),
        ("/blog/print/a", True),
        ("/blog/a?share=1", False),
        ("/shop/a", False),
        ("/shop", False),
        ("/workshop", True),
    ],
)
def test_wildcards_and_ends_count(path: str, expected: bool) -> None:
    robots_rules = rules(
        "User-agent: *\nDisallow: /*/print$\nDisallow: /*?share=\nDisallow: /shop\n"
    )
    assert allows(robots_rules, path) is expected


def test_the_longest_rule_wins_and_allow_wins_a_draw() -> None:
    robots_rules = rules(
        "User-agent: *\nDisallow: /blog\nAllow: /blog/a\nDisallow: /x\nAllow: /x\n"
    )
    assert allows(robots_rules, "/blog/a")
    assert not allows(robots_rules, "/blog/b")
    assert allows(robots_rules, "/x")


def test_percent_encoding_does_not_matter() -> None:
    robots_rules = rules("User-agent: *\nDisallow: /caf%C3%A9\nDisallow: /thé\n")
    assert not allows(robots_rules, "/caf%c3%a9/a")
    assert not allows(robots_rules, "/th%C3%A9")


def test_what_follows_the_first_512_kib_is_not_read() -> None:
    early = CLOSED + "#" * MAX_BYTES
    late = "#" * MAX_BYTES + "\n" + CLOSED
    assert not allows(rules(early), "/blog")
    assert allows(rules(late), "/blog")


@pytest.mark.parametrize(
    ("line", "delay"),
    [
        ("Crawl-delay: 3", 3),
        ("crawl-delay: 0.5", 0.5),
        ("Crawl-delay: soon", None),
        ("Crawl-delay:", None),
    ],
)
def test_the_pace_is_read(line: str, delay: float | None) -> None:
    assert rules(f"User-agent: *\n{line}\n").parsed.crawl_delay("dripfeed") == delay


def test_the_pace_for_our_token_is_ours() -> None:
    body = "User-agent: *\nCrawl-delay: 30\n\nUser-agent: dripfeed\nCrawl-delay: 2\n"
    assert rules(body).parsed.crawl_delay("dripfeed") == 2


def test_sitemaps_are_absolute_and_belong_to_no_group() -> None:
    body = (
        "Sitemap: https://clinic.example/a.xml\nUser-agent: other\nsitemap: /b.xml\n"
        "Sitemap:   https://cdn.example/c.xml  \n"
    )
    assert rules(body).sitemaps == (
        "https://clinic.example/a.xml",
        "https://clinic.example/b.xml",
        "https://cdn.example/c.xml",
    )


@pytest.mark.parametrize(
    "broken", ["https://[broken/a.xml", "http://a]b/", "https://clinic.example:x/"]
)
def test_a_broken_sitemap_url_does_not_hide_the_rest(broken: str) -> None:
    robots_rules = rules(f"Sitemap: {broken}\nSitemap: /b.xml\n{CLOSED}")
    assert "https://clinic.example/b.xml" in robots_rules.sitemaps
    assert not allows(robots_rules, "/blog")


@given(
    body=st.binary(max_size=200) | st.text(alphabet="UserAgent:Disallow*/\n\r $?%", max_size=200)
)
def test_whatever_the_file_holds_it_is_read(body: bytes | str) -> None:
    robots_rules = rules(body)
    assert robots_rules.closed is None
    allows(robots_rules, "/blog/a?b=c")
