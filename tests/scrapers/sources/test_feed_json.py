"""The feed route with JSON Feed: what its items become, and what is not a feed."""

import json

import pytest

from scrapers.sources.feed.feed import feed
from scrapers.sources.feed.parse_json import parse_json
from tests.scrapers.sources.test_feed import FEED
from tests.scrapers.web_in_memory import HOME, Web, list_refs


async def test_a_json_feed_is_read() -> None:
    post = {
        "url": "/a",
        "title": "Iron",
        "authors": [{"name": "Luis"}],
        "date_published": "2024-01-02",
        "date_modified": "2024-02-02",
        "tags": ["iron"],
        "image": "/i.jpg",
    }
    body = {"version": "https://jsonfeed.org/version/1.1", "items": [post, {"title": "no url"}]}
    web = Web({FEED: json.dumps(body)})

    (ref,) = await list_refs(feed, web.site(feed_url=FEED))

    assert ref.url == f"{HOME}a"
    assert ref.lastmod == "2024-02-02"
    assert ref.hints.title == "Iron"
    assert ref.hints.author == "Luis"
    assert ref.hints.published == "2024-01-02"
    assert ref.hints.tags == ("iron",)
    assert ref.hints.image_url == f"{HOME}i.jpg"


@pytest.mark.parametrize("body", [b"{", b'{"items": 3}', b"[]", b'{"a":' * 5000])
def test_json_that_is_no_feed_has_a_fault(body: bytes) -> None:
    assert parse_json(body, FEED).fault is not None
