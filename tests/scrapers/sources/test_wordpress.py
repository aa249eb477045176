"""The WordPress route: where the REST API is, what it says, and how it refuses."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scrapers.errors import FetchError
from scrapers.items import Listed
from scrapers.platforms import by_name
from scrapers.reasons import Reason
from scrapers.sources import Site
from scrapers.sources.wordpress.post import with_utc_offset
from scrapers.sources.wordpress.wordpress import wordpress
from tests.scrapers.web_in_memory import HOME, Web, html, list_paths, list_refs, response

ROOT = f"{HOME}wp-json/"
PLAIN_ROOT = f"{HOME}?rest_route=/"


def address(page: int, *, root: str = ROOT, per_page: int = 100) -> str:
    joint = "&" if "?" in root else "?"
    return f"{root}wp/v2/posts{joint}per_page={per_page}&page={page}&_embed=1"


def post(slug: str, **fields: Any) -> dict[str, Any]:
    return {"link": f"{HOME}{slug}/", "title": {"rendered": slug}, **fields}


def site(web: Web, **arguments: Any) -> Site:
    return web.site(platform=by_name("wordpress"), **arguments)


FULL = post(
    "a",
    title={"rendered": "NAD+ &#8217;s <em>day</em> &amp; night"},
    date="2023-02-01T00:00:00",
    date_gmt="2023-02-01T07:00:00",
    modified="2023-07-01T09:30:00",
    modified_gmt="2023-07-01T15:30:00",
    content={"rendered": "", "protected": False},
    _embedded={
        "author": [{"name": "Dana O&#8217;Hara"}],
        "wp:term": [
            [
                {"name": "Ketamine &amp; mood", "taxonomy": "category"},
                {"name": "Uncategorized", "taxonomy": "category"},
            ],
            [{"name": "nad", "taxonomy": "post_tag"}, {"name": "x", "taxonomy": "series"}],
        ],
        "wp:featuredmedia": [{"source_url": "https://img.example/1.jpg"}],
    },
)


async def test_posts_are_requested_a_hundred_at_a_time() -> None:
    web = Web({address(1): json.dumps([post("a"), post("b")])}, headers={"X-WP-TotalPages": "1"})

    assert await list_paths(wordpress, site(web)) == ["/a/", "/b/"]
    assert web.requested == [address(1)]


async def test_what_the_interface_says_of_a_post_becomes_hints() -> None:
    web = Web({address(1): json.dumps([FULL])}, headers={"X-WP-TotalPages": "1"})

    (ref,) = await list_refs(wordpress, site(web))

    assert ref.hints.listed is Listed.POST
    assert ref.hints.title == "NAD+ ’s day & night"
    assert ref.hints.author == "Dana O’Hara"
    assert ref.hints.published == "2023-02-01T00:00:00-07:00"
    assert ref.hints.modified == "2023-07-01T09:30:00-06:00"
    assert ref.lastmod == "2023-07-01T09:30:00-06:00"
    assert ref.hints.tags == ("Ketamine & mood", "nad")
    assert ref.hints.image_url == "https://img.example/1.jpg"


async def test_a_post_with_a_password_is_protected() -> None:
    web = Web({address(1): json.dumps([post("a", content={"protected": True})])})

    (ref,) = await list_refs(wordpress, site(web))

    assert ref.hints.listed is Listed.PROTECTED


async def test_hidden_accounts_and_deleted_images_leave_the_rest_alone() -> None:
    hidden = {"author": [{"code": "rest_user_invalid_id"}], "wp:featuredmedia": [{"code": "x"}]}
    web = Web({address(1): json.dumps([post("a", _embedded=hidden)])})

    (ref,) = await list_refs(wordpress, site(web))

    assert ref.hints.author is None
    assert ref.hints.image_url is None
    assert ref.hints.title == "a"


async def test_the_header_says_how_many_pages_there_are() -> None:
    pages = {address(page): json.dumps([post(f"p{page}")]) for page in (1, 2, 3)}
    web = Web({**pages}, headers={"X-WP-TotalPages": "2"})

    assert await list_paths(wordpress, site(web)) == ["/p1/", "/p2/"]


async def test_without_the_header_the_pages_end_at_the_first_400() -> None:
    pages = {address(page): json.dumps([post(f"p{page}")]) for page in (1, 2)}
    web = Web({**pages, address(3): FetchError(Reason.HTTP_STATUS, "400")})

    assert await list_paths(wordpress, site(web)) == ["/p1/", "/p2/"]
    assert web.notes == []


async def test_without_the_header_the_pages_end_at_an_empty_one() -> None:
    web = Web({address(1): json.dumps([post("a")]), address(2): "[]"})

    assert await list_paths(wordpress, site(web)) == ["/a/"]
    assert address(3) not in web.requested


async def test_a_later_page_that_fails_is_noted_and_the_rest_is_kept() -> None:
    web = Web(
        {address(1): json.dumps([post("a")]), address(2): FetchError(Reason.TIMEOUT, "30 s")},
    )

    assert await list_paths(wordpress, site(web)) == ["/a/"]
    assert [note.reason for note in web.notes] == [Reason.TIMEOUT]


@pytest.mark.parametrize(
    "home",
    [
        html("", headers={"Link": f'<{HOME}api/>; rel="https://api.w.org/"'}),
        html('<link rel="https://api.w.org/" href="/api/">'),
        html('<link rel="https://api.w.org/" href="/api">'),
    ],
    ids=["header", "link", "without slash"],
)
async def test_the_home_page_says_where_the_interface_is(home: Any) -> None:
    web = Web({address(1, root=f"{HOME}api/"): json.dumps([post("a")])})
    bare = site(web)
    with_home = Site(
        clinic=bare.clinic, fetch=web, note=web.note, platform=bare.platform, home=home
    )

    assert await list_paths(wordpress, with_home) == ["/a/"]


async def test_an_api_on_another_site_is_not_requested() -> None:
    web = Web({HOME: '<link rel="https://api.w.org/" href="https://other.example/wp-json/">'})

    await list_paths(wordpress, site(web))

    assert not [url for url in web.requested if "other.example" in url]


@pytest.mark.parametrize("missing", [FetchError(Reason.NOT_FOUND, "404"), "<html>Oops</html>"])
async def test_a_site_without_pretty_urls_is_read_in_the_plain_way(missing: Any) -> None:
    plain = address(1, root=PLAIN_ROOT)
    web = Web({address(1): missing, plain: json.dumps([post("a")])})

    assert await list_paths(wordpress, site(web)) == ["/a/"]


@pytest.mark.parametrize("reason", [Reason.FORBIDDEN, Reason.ROBOTS, Reason.HTTP_STATUS])
async def test_a_site_that_forbids_it_is_not_tried_in_another_way(reason: Reason) -> None:
    web = Web({address(1): FetchError(reason, "no")})

    assert await list_paths(wordpress, site(web)) == []
    assert web.requested == [address(1)]
    assert web.reasons() == {ROOT: reason}


@pytest.mark.parametrize("reason", [Reason.TOO_LARGE, Reason.TIMEOUT, Reason.SERVER_ERROR])
async def test_a_server_that_cannot_write_a_hundred_is_requested_few(reason: Reason) -> None:
    few = address(1, per_page=20)
    web = Web({address(1): FetchError(reason, "big"), few: json.dumps([post("a")]), few + "x": ""})

    assert await list_paths(wordpress, site(web)) == ["/a/"]
    assert address(2, per_page=20) in web.requested


@pytest.mark.parametrize(
    "body",
    ["", "<html></html>", '{"code":"rest_disabled"}', "[1", "[" * 100_000, "null"],
    ids=["empty", "page", "refusal", "cut", "deep", "null"],
)
async def test_a_response_that_is_no_list_of_posts_is_noted(body: str) -> None:
    web = Web({address(1): body})

    assert await list_paths(wordpress, site(web)) == []
    assert web.reasons()[ROOT] == Reason.UNREADABLE


async def test_a_post_that_cannot_be_read_costs_only_itself() -> None:
    web = Web({address(1): json.dumps([{"id": 3}, post("a"), {"link": 7}, 5])})

    assert await list_paths(wordpress, site(web)) == ["/a/"]
    assert len([note for note in web.notes if note.reason == Reason.UNREADABLE]) == 3


async def test_half_a_character_in_a_title_can_be_stored() -> None:
    body = '[{"link": "https://clinic.example/a/", "title": {"rendered": "Mood \\ud83d"}}]'
    web = Web({address(1): response(address(1), body, {})})

    titles = [ref.hints.title or "" for ref in await list_refs(wordpress, site(web))]

    assert all(title.encode() is not None for title in titles)


@pytest.mark.parametrize(
    ("local", "utc", "written"),
    [
        ("2023-02-01T00:00:00", "2023-02-01T07:00:00", "2023-02-01T00:00:00-07:00"),
        ("2023-02-01T05:30:00", "2023-02-01T00:00:00", "2023-02-01T05:30:00+05:30"),
        ("2023-02-01T00:00:00", "2023-02-01T00:00:00", "2023-02-01T00:00:00+00:00"),
        ("2023-02-01T00:00:00", None, "2023-02-01T00:00:00"),
        ("2023-02-01T00:00:00", "0000-00-00T00:00:00", "2023-02-01T00:00:00"),
        ("2023-02-01T00:00:00", "2019-02-01T00:00:00", "2023-02-01T00:00:00"),
        (None, "2023-02-01T07:00:00", "2023-02-01T07:00:00+00:00"),
        (None, None, None),
        ("soon", None, None),
    ],
)
def test_a_local_time_carries_its_distance_from_utc(
    local: str | None, utc: str | None, written: str | None
) -> None:
    assert with_utc_offset(local, utc) == written


@settings(deadline=None)
@given(st.datetimes(), st.timedeltas())
def test_the_local_day_is_never_lost(local: Any, offset: Any) -> None:
    try:
        utc = (local - offset).isoformat()
    except OverflowError:
        return

    assert (with_utc_offset(local.isoformat(), utc) or "")[:19] == local.isoformat()[:19]


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda x: (
            st.lists(x)
            | st.dictionaries(st.sampled_from(["link", "title", "_embedded", "wp:term"]), x)
        ),
    )
)
async def test_no_json_breaks_the_reader(answer: Any) -> None:
    web = Web({address(1): json.dumps([answer])})

    assert isinstance(await list_refs(wordpress, site(web)), list)
