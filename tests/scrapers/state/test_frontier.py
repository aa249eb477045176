"""The crawl's memory: what was seen, by which route, and what became of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlite_utils import Database

from pipelines.store.runs import save_clinics
from scrapers.items import Clinic, Hints, Listed, Location, Page, PageRef, Route, Skip
from scrapers.reasons import Reason
from scrapers.state.frontier import Frontier
from scrapers.state.page_state import CachedResponse, PageState
from scrapers.state.timestamps import format_timestamp, now

HOME = "https://harbor.example/"
URL = f"{HOME}blog/first"
FETCHED_AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def frontier(db: Database) -> Frontier:
    save_clinics(
        db,
        [Clinic(slug="harbor", website=HOME), Clinic(slug="other", website="https://o.example/")],
    )
    return Frontier(db)


def ref(
    url: str = URL,
    route: Route = Route.SITEMAP,
    lastmod: str | None = None,
    clinic: str = "harbor",
    **hints: Any,
) -> PageRef:
    return PageRef(url=url, clinic=clinic, route=route, lastmod=lastmod, hints=Hints(**hints))


def page(url: str = URL, headers: dict[str, str] | None = None) -> Page:
    location = Location(file="a.warc.gz", offset=1, length=2)
    return Page(
        url=url,
        clinic="harbor",
        status=200,
        headers=headers or {},
        body=b"",
        fetched_at=FETCHED_AT,
        location=location,
    )


def skip(reason: Reason, *, failed: bool = False, status: int | None = None) -> Skip:
    return Skip(url=URL, clinic="harbor", reason=reason, failed=failed, status=status, detail="why")


def row(frontier: Frontier, url: str = URL) -> dict[str, object]:
    return next(iter(frontier.db.query("SELECT * FROM pages WHERE url = ?", [url])))


def read(frontier: Frontier, state: str = "post") -> None:
    """The page was fetched and read."""
    frontier.mark_fetched(page(), "x")
    frontier.db.execute("UPDATE pages SET state = ? WHERE url = ?", [state, URL])


# -- what is listed -----------------------------------------------------------------------------


def test_a_url_never_seen_has_no_state(frontier: Frontier) -> None:
    assert frontier.state(URL) is None
    assert frontier.refs(URL) == ()
    assert frontier.listed_pages("harbor") == []


def test_a_listed_url_waits_to_be_read(frontier: Frontier) -> None:
    frontier.add([ref()])
    [page_state] = frontier.listed_pages("harbor")
    assert page_state == PageState(url=URL, state="listed", fetched_at=None, refs=(ref(),))
    assert page_state.is_unread


def test_what_routes_say_comes_back_word_for_word(frontier: Frontier) -> None:
    hints = Hints(
        listed=Listed.POST,
        title="É “q” 👩",
        author="",
        published="Fri, 20 Nov 2026 08:00:00 GMT",
        tags=("a", "b"),
    )
    told = [
        PageRef(url=URL, clinic="harbor", route=Route.FEED, lastmod="soon", hints=hints),
        ref(),
    ]
    frontier.add(told)
    assert frontier.refs(URL) == tuple(told)
    assert frontier.listed_pages("harbor")[0].refs == tuple(told)


def test_the_newest_word_of_a_route_replaces_its_older_one(frontier: Frontier) -> None:
    frontier.add([ref(lastmod="2026-01-01", title="Old")])
    frontier.add([ref(lastmod="2026-02-02", title="New")])
    assert frontier.refs(URL) == (ref(lastmod="2026-02-02", title="New"),)


@pytest.mark.parametrize("state", ["fetched", "post", "skipped", "failed"])
def test_a_url_keeps_its_state_when_it_is_listed_again(frontier: Frontier, state: str) -> None:
    frontier.add([ref()])
    read(frontier, state)
    frontier.add([ref(), ref(route=Route.FEED)])
    assert frontier.state(URL) == state
    assert frontier.listed_pages("harbor")[0].fetched_at == format_timestamp(FETCHED_AT)


def test_each_clinic_knows_its_own_urls(frontier: Frontier) -> None:
    frontier.add([ref(), ref(url="https://o.example/a", clinic="other")])
    assert [page_state.url for page_state in frontier.listed_pages("other")] == [
        "https://o.example/a"
    ]


def test_only_what_was_listed_since_is_known(frontier: Frontier) -> None:
    frontier.add([ref()])
    frontier.db.execute("UPDATE page_routes SET last_seen_at = '2026-01-01T00:00:00.000Z'")
    since = now()
    frontier.add([ref(url=f"{URL}-2")])
    assert [page_state.url for page_state in frontier.listed_pages("harbor", since=since)] == [
        f"{URL}-2"
    ]
    assert len(frontier.listed_pages("harbor")) == 2


def test_the_newest_change_comes_first_and_the_unknown_last(frontier: Frontier) -> None:
    frontier.add(
        [
            ref("u:none"),
            ref("u:old", lastmod="2026-01-01"),
            ref("u:new", published="2026-11-01T00:00:00Z"),
            ref("u:mid", lastmod="2025-01-01", modified="2026-06-01T12:00:00+02:00"),
            ref("u:nonsense", lastmod="yesterday"),
        ]
    )
    urls = [page_state.url for page_state in frontier.listed_pages("harbor")]
    assert urls[:3] == ["u:new", "u:mid", "u:old"]
    assert set(urls[3:]) == {"u:none", "u:nonsense"}


def test_what_is_listed_among_posts_comes_before_what_a_plain_sitemap_lists(
    frontier: Frontier,
) -> None:
    frontier.add([ref("u:any", Route.SITEMAP, lastmod="2026-11-01"), ref("u:post", Route.LISTING)])
    assert [page_state.url for page_state in frontier.listed_pages("harbor")] == ["u:post", "u:any"]


# -- what became of it --------------------------------------------------------------------------


def test_a_fetched_page_keeps_where_it_lies_and_what_the_server_said(frontier: Frontier) -> None:
    frontier.add([ref()])
    frontier.mark_skipped(skip(Reason.TIMEOUT, failed=True))
    frontier.mark_fetched(page(headers={"etag": '"e"', "last-modified": "Fri"}), "abc")
    told = row(frontier)
    assert told["state"] == "fetched"
    assert (told["reason"], told["detail"]) == (None, None)
    assert (told["etag"], told["last_modified"]) == ('"e"', "Fri")
    assert (told["body_sha256"], told["http_status"]) == ("abc", 200)
    assert (told["archive_file"], told["archive_offset"], told["archive_length"]) == (
        "a.warc.gz",
        1,
        2,
    )
    assert told["fetched_at"] == "2026-11-20T08:00:00.000Z"
    assert told["attempts"] == 2


def test_a_skip_is_final_and_a_failure_is_not(frontier: Frontier) -> None:
    frontier.add([ref()])
    frontier.mark_skipped(skip(Reason.SERVER_ERROR, failed=True, status=503))
    assert frontier.listed_pages("harbor")[0].is_unread
    assert row(frontier)["attempts"] == 1
    frontier.mark_skipped(skip(Reason.NOT_FOUND, status=404))
    assert not frontier.listed_pages("harbor")[0].is_unread
    told = row(frontier)
    assert (told["state"], told["reason"], told["detail"]) == ("skipped", "not_found", "why")
    assert (told["http_status"], told["attempts"]) == (404, 2)


def test_a_skip_without_request_is_no_attempt(frontier: Frontier) -> None:
    frontier.mark_skipped(skip(Reason.ARCHIVE_PAGE))
    assert row(frontier)["attempts"] == 0
    assert row(frontier)["http_status"] is None


def test_a_stored_post_that_cannot_be_fetched_again_stays_a_post(frontier: Frontier) -> None:
    frontier.add([ref()])
    read(frontier)
    frontier.mark_skipped(skip(Reason.TIMEOUT, failed=True))
    told = row(frontier)
    assert told["state"] == "post"
    assert told["reason"] == "timeout"
    assert told["fetched_at"] == format_timestamp(FETCHED_AT)


def test_a_stored_post_that_is_gone_is_one_no_more(frontier: Frontier) -> None:
    frontier.add([ref()])
    read(frontier)
    frontier.mark_skipped(skip(Reason.NOT_FOUND, status=404))
    assert frontier.state(URL) == "skipped"


def test_a_page_that_lists_others_is_a_route_and_not_known_as_a_post(frontier: Frontier) -> None:
    frontier.record_route_fetch(HOME, "harbor", page(HOME), None, None)
    assert frontier.state(HOME) == "route"
    assert frontier.listed_pages("harbor") == []
    frontier.record_route_fetch(HOME, "harbor", None, Reason.TIMEOUT, "30 s")
    told = row(frontier, HOME)
    assert (told["reason"], told["detail"], told["attempts"]) == ("timeout", "30 s", 2)


def test_a_post_that_lists_others_too_stays_a_post(frontier: Frontier) -> None:
    frontier.add([ref()])
    read(frontier)
    frontier.record_route_fetch(URL, "harbor", page(), None, None)
    assert frontier.state(URL) == "post"


# -- what is asked again ------------------------------------------------------------------------


def test_a_page_that_was_fetched_is_held_with_what_the_server_said(frontier: Frontier) -> None:
    frontier.add([ref()])
    frontier.mark_fetched(page(headers={"etag": '"e"', "last-modified": "Fri"}), "abc")
    held = frontier.cached_response(URL)
    assert held == CachedResponse(
        etag='"e"',
        last_modified="Fri",
        location=Location(file="a.warc.gz", offset=1, length=2),
        attempts=1,
    )


@pytest.mark.parametrize("url", [URL, f"{URL}-never-seen"])
def test_what_was_never_fetched_is_not_held(frontier: Frontier, url: str) -> None:
    frontier.add([ref()])
    assert frontier.cached_response(url) is None


def test_what_the_server_refuses_now_is_not_held(frontier: Frontier) -> None:
    frontier.add([ref()])
    read(frontier)
    frontier.mark_skipped(skip(Reason.NOT_FOUND, status=404))
    assert frontier.cached_response(URL) is None


def test_a_confirmation_changes_nothing_but_when_it_was_checked(frontier: Frontier) -> None:
    frontier.add([ref()])
    read(frontier)
    old_row = row(frontier)
    frontier.mark_unchanged(replace(page(), fetched_at=FETCHED_AT + timedelta(days=7)))
    changed = {name for name, value in row(frontier).items() if value != old_row[name]}
    assert changed == {"checked_at", "attempts"}
    assert row(frontier)["checked_at"] == "2026-11-27T08:00:00.000Z"


def test_a_confirmed_post_has_no_reason_any_more(frontier: Frontier) -> None:
    frontier.add([ref()])
    read(frontier)
    frontier.mark_skipped(skip(Reason.TIMEOUT, failed=True))
    frontier.mark_unchanged(page())
    assert (row(frontier)["state"], row(frontier)["reason"]) == ("post", None)


def test_what_robots_txt_forbids_is_no_attempt(frontier: Frontier) -> None:
    frontier.mark_skipped(skip(Reason.ROBOTS, failed=True))
    assert (row(frontier)["attempts"], row(frontier)["checked_at"]) == (0, None)


def test_a_note_about_a_route_is_no_attempt(frontier: Frontier) -> None:
    frontier.record_route_fetch(HOME, "harbor", page(HOME), None, None)
    frontier.record_route_problem(HOME, "harbor", Reason.UNREADABLE, "why")
    told = row(frontier, HOME)
    assert (told["reason"], told["attempts"]) == ("unreadable", 1)


def test_a_url_that_was_missing_is_known_as_such_for_a_while(frontier: Frontier) -> None:
    start = now()
    frontier.record_route_fetch(HOME, "harbor", None, Reason.NOT_FOUND, "404")
    assert frontier.was_missing(HOME, since=start)
    assert not frontier.was_missing(HOME, since="9999")
    assert not frontier.was_missing(URL, since=start)


def test_what_a_page_says_to_robots_is_kept(frontier: Frontier) -> None:
    frontier.add([ref()])
    frontier.mark_fetched(page(headers={"x-robots-tag": "noindex"}), "abc")
    assert row(frontier)["robots_tag"] == "noindex"
