"""Routes pass on the location of a post's body in their archived response, and no copy."""

import json
from typing import Any

import pytest
from scrapy import Request
from scrapy.http import Response

from scrapers.items import BodyAt, Listed, Location, PageRef, Route
from scrapers.platforms import by_name
from scrapers.sources.bodies import find_body
from scrapers.sources.feed.feed import feed
from scrapers.sources.feed.parse import parse_feed, parse_one_post
from scrapers.sources.wordpress.wordpress import wordpress
from tests.scrapers.web_in_memory import HOME, Web, list_refs, response

AT = Location(file="a.warc.gz", offset=12, length=34)
REST = f"{HOME}wp-json/wp/v2/posts?per_page=100&page=1&_embed=1"
FEED = f"{HOME}feed/"
NUMBERS = range(3)


def words(number: int, count: int = 80) -> str:
    return f"<p>Letter {number}: " + "rest and tea " * (count // 3) + "</p>"


def kept(url: str, body: str, location: Location | None = AT) -> Response:
    """A response that the archive keeps."""
    answer = response(url, body, {"Content-Type": "application/octet-stream"})
    answer.request = Request(url, meta={"location": location} if location else {})
    return answer


def rest(*contents: dict[str, Any]) -> str:
    posts = [{"link": f"{HOME}{n}/", "content": content} for n, content in enumerate(contents)]
    return json.dumps(posts)


def rss(*bodies: str, tag: str = "content:encoded") -> str:
    items = "".join(
        f"<item><title>L</title><link>{HOME}{n}/</link><{tag}><![CDATA[{body}]]></{tag}></item>"
        for n, body in enumerate(bodies)
    )
    space = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    return f"<?xml version='1.0'?><rss version='2.0' {space}><channel>{items}</channel></rss>"


def atom(*bodies: str) -> str:
    entries = "".join(
        f"<entry><title>L</title><link href='{HOME}{n}/'/>"
        f"<content type='html'><![CDATA[{body}]]></content></entry>"
        for n, body in enumerate(bodies)
    )
    return f"<?xml version='1.0'?><feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>"


def rdf(*bodies: str) -> str:
    listed = "".join(f"<li rdf:resource='{HOME}{n}/'/>" for n in range(len(bodies)))
    items = "".join(
        f"<item rdf:about='{HOME}{n}/'><link>{HOME}{n}/</link>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded></item>"
        for n, body in enumerate(bodies)
    )
    return (
        "<?xml version='1.0'?><rdf:RDF xmlns='http://purl.org/rss/1.0/' "
        "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'>"
        f"<channel><items><rdf:Seq>{listed}</rdf:Seq></items></channel>{items}</rdf:RDF>"
    )


def json_feed(*bodies: str) -> str:
    items = [{"url": f"{HOME}{n}/", "content_html": body} for n, body in enumerate(bodies)]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})


FEEDS = [rss, atom, rdf, json_feed]


async def listed(url: str, answer: Response) -> list[PageRef]:
    route = wordpress if url == REST else feed
    site = Web({url: answer}).site(platform=by_name("wordpress"), feed_url=FEED)
    return await list_refs(route, site)


async def test_wordpress_names_the_place_of_each_body() -> None:
    body = rest(*({"rendered": words(n), "protected": False} for n in NUMBERS))
    refs = await listed(REST, kept(REST, body))
    assert [ref.hints.body for ref in refs] == [
        BodyAt(location=AT, number=n, url=f"{HOME}{n}/") for n in NUMBERS
    ]


@pytest.mark.parametrize("write", FEEDS)
async def test_a_feed_names_the_place_of_each_body(write: Any) -> None:
    refs = await listed(FEED, kept(FEED, write(*map(words, NUMBERS))))
    assert [ref.hints.body for ref in refs] == [
        BodyAt(location=AT, number=n, url=f"{HOME}{n}/") for n in NUMBERS
    ]


@pytest.mark.parametrize(
    "content",
    [
        {"rendered": "", "protected": True},
        {"rendered": words(0), "protected": True},
        {"rendered": words(0, 50), "protected": False},
        {"rendered": ""},
        {},
    ],
    ids=["password", "password with a text", "excerpt", "empty", "taken away"],
)
async def test_a_post_without_a_body_names_no_place(content: dict[str, Any]) -> None:
    (ref,) = await listed(REST, kept(REST, rest(content)))
    assert ref.hints.body is None


async def test_the_form_for_a_password_is_no_body() -> None:
    form = f"<form class='post-password-form'>{words(0)}</form>"
    (ref,) = await listed(FEED, kept(FEED, rss(form)))
    assert (ref.hints.listed, ref.hints.body) == (Listed.PROTECTED, None)


async def test_an_excerpt_feed_names_no_place() -> None:
    (ref,) = await listed(FEED, kept(FEED, rss(words(0, 54), tag="description")))
    assert ref.hints.body is None


async def test_a_whole_body_in_the_description_counts() -> None:
    (ref,) = await listed(FEED, kept(FEED, rss(words(0), tag="description")))
    assert ref.hints.body


async def test_what_is_not_kept_has_no_place() -> None:
    (ref,) = await listed(FEED, kept(FEED, rss(words(0)), location=None))
    assert ref.hints.body is None


@pytest.mark.parametrize("write", FEEDS)
def test_one_post_of_a_feed_reads_as_among_all_the_others(write: Any) -> None:
    body = write(*map(words, NUMBERS)).encode()
    whole_feed = parse_feed(body, FEED, None).posts
    parsed = [parse_one_post(body, FEED, None, number) for number in NUMBERS]
    bodies = [(post.url, post.body_html) for post in parsed if post]
    assert bodies == [(post.url, post.body_html) for post in whole_feed]
    assert len(bodies) == len(NUMBERS)


@pytest.mark.parametrize("write", FEEDS)
def test_a_place_gives_its_body(write: Any) -> None:
    body = write(*map(words, NUMBERS)).encode()
    at = BodyAt(location=AT, number=2, url=f"{HOME}2/")
    assert find_body(at, body, FEED, None) == (Route.FEED, words(2))


def test_a_place_in_wordpress_gives_its_body() -> None:
    body = rest(*({"rendered": words(n)} for n in NUMBERS)).encode()
    at = BodyAt(location=AT, number=2, url=f"{HOME}2/")
    assert find_body(at, body, REST, None) == (Route.WORDPRESS, words(2))


@pytest.mark.parametrize(
    "body", [rss(words(0)), rest({"rendered": words(0)}), "[]", "[1]", "{", ""]
)
@pytest.mark.parametrize(("number", "path"), [(0, "another"), (7, "0/")])
def test_what_is_another_post_or_none_is_no_body(body: str, number: int, path: str) -> None:
    at = BodyAt(location=AT, number=number, url=f"{HOME}{path}")
    assert find_body(at, body.encode(), FEED, None) is None
