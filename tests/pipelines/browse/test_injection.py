"""What a reader puts into an address stays a value: no SQL, no error of ours, never more rows."""

from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.queries import questions
from tests.pipelines.examples import five_clinics

VALUES = {
    "always true": "' OR 1=1 --",
    "union": "x' UNION SELECT sql FROM sqlite_master --",
    "second statement": "1; DROP TABLE posts; --",
    "number and more": "1) OR (1=1",
    "quote": "\"'`;",
    "full-text operators": 'ketamine" OR title : * NEAR(a b, 2) ^"',
    "wildcards": "%_*?",
    "NUL and control": "a\x00b\x1f\ufffe",
    "huge number": "9" * 40,
    "negative": "-1",
    "long": "w " * 3000,
}
PAGES = {
    "/search": ["q", "clinic", "topic", "year", "month", "tag", "claim", "contact", "page"],
    "/compare": ["clinic"],
    "/copies": ["clinic", "kind", "page"],
    "/copies/1/5": ["x"],
    "/post/1": ["claim", "topic", "citation"],
    "/post/2/versions": ["version"],
    "/clinic/harbor-infusion": ["x"],
    "/run/2": ["x"],
    "/dripfeed/posts": ["_search", "clinic", "title__contains", "_sort", "_next", "_size",
                        "_col"],
}  # fmt: skip
"""Our pages and their parameters; "x" is one that the page does not know. Without `_facet`, of
which Datasette 0.65.5 leaves coroutines behind when it refuses a column (400)."""
KEYS = ["/post/{}", "/post/{}/versions", "/run/{}", "/clinic/{}", "/copies/{}/1", "/copies/1/{}"]


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
async def test_no_parameter_of_a_page_is_more_than_a_value(site: Any, value: str) -> None:
    for page, names in PAGES.items():
        for name in names:
            path = f"{page}?{urlencode({name: value})}"
            answer = await site.client.get(path)
            assert answer.status_code in {200, 302, 400, 404}, path
            assert page.startswith("/dripfeed") or "CREATE TABLE" not in answer.text, path


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
async def test_no_parameter_of_a_question_finds_more_than_no_row(site: Any, value: str) -> None:
    for question in questions():
        for name in question.parameters:
            path = f"/dripfeed/{question.name}.json?{urlencode({name: value, '_shape': 'array'})}"
            answer = await site.client.get(path)
            assert answer.status_code in {200, 400}, path
            if name in {"clinic", "topic", "kind"}:
                assert answer.json() == [], path


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES)
async def test_no_key_in_an_address_finds_anything_but_its_row(site: Any, value: str) -> None:
    for key in KEYS:
        path = key.format(urlencode({"": value})[1:])
        if len(path) < 4_000:
            assert (await site.client.get(path)).status_code in {302, 400, 404}, path


@pytest.mark.parametrize(
    "name", ["clinic", "topic", "year", "month", "tag", "claim", "contact"], ids=str
)
@pytest.mark.parametrize(
    "value", [VALUES[name] for name in ("always true", "union", "number and more", "wildcards")]
)
async def test_a_filter_that_is_no_value_finds_no_post(site: Any, name: str, value: str) -> None:
    answer = await site.client.get("/search.json", params={name: value})
    assert answer.json()["hits"] == []


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(q=st.text(max_size=60))
async def test_whatever_is_typed_into_the_search_is_answered(site: Any, q: str) -> None:
    answer = await site.client.get("/search", params={"q": q})
    assert answer.status_code == 200


async def test_the_posts_are_still_there_after_all_of_it(site: Any) -> None:
    answer = await site.client.get("/dripfeed/posts.json?_shape=array&_col=id")
    assert len(answer.json()) == len(five_clinics.POSTS)
