"""What the routes list is counted in SQL and told in words."""

from collections.abc import Iterable
from time import sleep
from typing import Any

import pytest
from sqlite_utils import Database

from pipelines.queries import run_query
from pipelines.reports.inventory import in_words, routes_in_words
from pipelines.store.database import open_database
from pipelines.store.posts import save_post
from pipelines.store.runs import begin_run, end_visit
from scrapers.codes.end_states import EndState
from scrapers.items import PageRef, Route, Skip, Visit
from scrapers.reasons import Reason
from scrapers.state.frontier import Frontier
from tests.pipelines.examples.posts import CLINIC, post, with_clinic

HOST = "https://harbor.example/blog"
ROUTES_OF = {
    "first": (Route.SITEMAP, Route.WORDPRESS, Route.FEED),
    "second": (Route.WORDPRESS,),
    "second/old": (Route.SITEMAP,),
    "third": (Route.WORDPRESS,),
    "gone": (Route.SITEMAP, Route.FEED),
    "tag": (Route.SITEMAP,),
    "slow": (Route.SITEMAP,),
    "later": (Route.SITEMAP,),
    "landed": (Route.LINK,),
}
POSTS = ("first", "second", "third", "landed")
SKIPS = {
    "second/old": (Reason.DUPLICATE, f"{HOST}/second", 301),
    "gone": (Reason.NOT_FOUND, "status 404", 404),
    "tag": (Reason.ARCHIVE_PAGE, None, None),
}


def visited(db: Database, paths: Iterable[str]) -> None:
    """A run in which the routes list these addresses, and what became of them."""
    sleep(0.002)  # instants are kept to the millisecond: a run begins after the one before
    run = begin_run(db, {}, [CLINIC])
    frontier = Frontier(db)
    for path in paths:
        url = f"{HOST}/{path}"
        frontier.add(PageRef(url=url, clinic="harbor", route=r) for r in ROUTES_OF[path])
        if path in POSTS:
            save_post(db, post(url=url))
            db.execute("UPDATE pages SET state = 'post' WHERE url = ?", [url])
            db.conn.commit()
        elif path in SKIPS:
            reason, detail, status = SKIPS[path]
            frontier.mark_skipped(
                Skip(url=url, clinic="harbor", reason=reason, detail=detail, status=status)
            )
        elif path == "slow":
            frontier.mark_skipped(
                Skip(url=url, clinic="harbor", reason=Reason.TIMEOUT, failed=True)
            )
    end_visit(db, run, Visit(clinic="harbor", end_state=EndState.LIMITED), {})


@pytest.fixture
def db() -> Database:
    opened = with_clinic(open_database(":memory:"))
    visited(opened, ROUTES_OF)
    return opened


def routes(db: Database) -> dict[object, dict[str, object]]:
    return {row["route"]: row for row in run_query(db, "inventory", clinic="harbor")}


# -- counted ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "counts"),
    [
        ("listed", {"sitemap": 6, "wordpress": 3, "feed": 2}),
        ("posts", {"sitemap": 2, "wordpress": 3, "feed": 1}),
        ("posts_only_here", {"sitemap": 0, "wordpress": 1, "feed": 0}),
        ("dead", {"sitemap": 1, "wordpress": 0, "feed": 1}),
        ("no_posts", {"sitemap": 1, "wordpress": 0, "feed": 0}),
        ("failed", {"sitemap": 1, "wordpress": 0, "feed": 0}),
        ("waiting", {"sitemap": 1, "wordpress": 0, "feed": 0}),
    ],
)
def test_each_route_is_counted(db: Database, column: str, counts: dict[str, int]) -> None:
    assert {route: row[column] for route, row in routes(db).items()} == counts


def test_the_counts_of_a_route_add_up_to_what_it_listed(db: Database) -> None:
    for row in routes(db).values():
        parts: list[Any] = [row[c] for c in ("posts", "dead", "no_posts", "failed", "waiting")]
        assert sum(parts) == row["listed"]


def test_where_a_redirect_led_is_no_listing(db: Database) -> None:
    assert "link" not in routes(db)


def test_a_post_that_one_route_lists_under_another_address_is_known_to_both(db: Database) -> None:
    (row,) = run_query(db, "inventory_only_one_route", clinic="harbor")
    assert (row["route"], row["url"]) == ("wordpress", f"{HOST}/third")


def test_a_dead_address_is_named_once_with_all_routes_that_list_it(db: Database) -> None:
    (row,) = run_query(db, "inventory_dead", clinic="harbor")
    assert (row["url"], row["http_status"]) == (f"{HOST}/gone", 404)
    assert set(str(row["routes"]).split(",")) == {"sitemap", "feed"}


def test_the_last_visit_that_listed_something_counts(db: Database) -> None:
    visited(db, ["first"])
    assert routes(db)["sitemap"]["listed"] == 1
    visited(db, [])
    assert routes(db)["sitemap"]["listed"] == 1


# -- further addresses ----------------------------------------------------------------------------


def test_all_addresses_of_a_post_can_be_asked_for(db: Database) -> None:
    (row,) = run_query(db, "inventory_aliases", clinic="harbor")
    assert (row["other_url"], row["post_url"]) == (f"{HOST}/second/old", f"{HOST}/second")
    assert row["how"] == "leads to it"


def test_an_address_that_leads_to_an_alias_leads_to_the_post(db: Database) -> None:
    older = f"{HOST}/second/oldest"
    alias = Skip(
        url=older, clinic="harbor", reason=Reason.DUPLICATE, detail=f"{HOST}/second/old", status=301
    )
    Frontier(db).mark_skipped(alias)
    found = {row["url"]: row["post_url"] for row in db["aliases"].rows}
    assert found == {f"{HOST}/second/old": f"{HOST}/second", older: f"{HOST}/second"}


def test_addresses_that_lead_to_each_other_end(db: Database) -> None:
    for one, other in (("a", "b"), ("b", "a")):
        Frontier(db).mark_skipped(
            Skip(
                url=f"{HOST}/{one}",
                clinic="harbor",
                reason=Reason.DUPLICATE,
                detail=f"{HOST}/{other}",
            )
        )
    assert f"{HOST}/a" not in {row["url"] for row in db["aliases"].rows}


# -- as a sentence --------------------------------------------------------------------------------


def inventory_text(db: Database) -> str:
    return in_words(
        run_query(db, "inventory", clinic="harbor"),
        run_query(db, "inventory_ends", clinic="harbor"),
    )


@pytest.mark.parametrize(
    "clause",
    [
        "sitemap 6, API 3, feed 2",
        "3 posts",
        "1 only in the API",
        "1 listed URL is 404",
        "1 other URL of posts",
        "1 not posts (1 archives)",
        "1 could not be read (1 timeout)",
        "1 still to be fetched",
    ],
)
def test_the_inventory_says(db: Database, clause: str) -> None:
    assert clause in inventory_text(db).split("; ")


def test_the_inventory_says_nothing_of_what_there_is_none_of() -> None:
    opened = with_clinic(open_database(":memory:"))
    visited(opened, ["first"])
    assert inventory_text(opened) == "sitemap 1, API 1, feed 1; 1 post"


def test_the_only_route_is_not_called_the_only_one_that_knew() -> None:
    opened = with_clinic(open_database(":memory:"))
    visited(opened, ["third"])
    assert inventory_text(opened) == "API 1; 1 post"


def test_numbers_are_written_for_readers() -> None:
    rows = [{"route": "sitemap", "listed": 50_000, "posts_only_here": 0}]
    assert routes_in_words(rows) == "sitemap 50,000"


def test_without_any_listing_the_inventory_says_so() -> None:
    assert in_words([], []) == "no route listed anything"
