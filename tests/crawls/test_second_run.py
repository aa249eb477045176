"""The second run: what did not change costs next to nothing, and nothing is written again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.store.database import open_database
from scrapers.state.timestamps import format_timestamp, now
from tests.crawling import Crawled, crawl_command, finished, run, write_clinics
from tests.crawls.site_crawls import SiteCrawls
from tests.faults.changing import Changing
from tests.sites.catalog import every_slug, slugs
from tests.sites.server import Served, serve

TABLES = (
    "clinics",
    "pages",
    "page_routes",
    "extractions",
    "posts",
    "post_versions",
    "post_tags",
    "images",
    "links",
    "citations",
    "hosts",
    "route_trust",
    "fetches",
    "claims",
    "contacts",
)
MAY_CHANGE = {
    "page_routes": {"last_seen_at"},
    "pages": {"fetched_at", "attempts"},
}
"""What a second run writes of what did not change: when it looked."""
ROUTE_MAY_CHANGE = {"detail"}
"""A route that is not there says afterwards that it was not asked for again."""
PROTECTED_MAY_CHANGE = {"checked_at"}
"""What a password protects is looked at again: it may have been opened."""
A_HANDFUL = 5


@dataclass
class Two:
    """Two crawls of the same clinics, one after the other."""

    folder: Path
    served: dict[str, Served]

    def again(self, *options: str) -> Crawled:
        """Crawl once more."""
        done = finished(self.folder, run(crawl_command(self.folder, *options)))
        assert "Traceback" not in done.err, done.err
        return done

    def post_requests(self) -> dict[str, list[str]]:
        """The paths that were requested since the last time, by clinic."""
        paths = {slug: [r.path for r in one.requests] for slug, one in self.served.items()}
        for one in self.served.values():
            one.requests.clear()
        return paths


def begin(folder: Path, sites: dict[str, Served]) -> Two:
    write_clinics(
        folder / "clinics.csv",
        [{"slug": slug, "website": served.url} for slug, served in sites.items()],
    )
    return Two(folder, sites)


def rows_by_key(crawled: Crawled, table: str) -> dict[object, dict[str, object]]:
    return {next(iter(row.values())): row for row in crawled.rows(f"SELECT * FROM {table}")}


def changes(crawls: SiteCrawls, table: str) -> list[tuple[dict[str, object], set[str]]]:
    """The rows of a table that the second run wrote, and the columns that changed."""
    old_rows = rows_by_key(crawls.first.crawled, table)
    after = rows_by_key(crawls.second.crawled, table)
    assert old_rows.keys() == after.keys(), f"rows came or went in {table}"
    columns = {key: {n for n in row if row[n] != old_rows[key][n]} for key, row in after.items()}
    return [(after[key], names) for key, names in columns.items() if names]


def may_change(table: str, row: dict[str, object]) -> set[str]:
    """The columns of a row that a second run may write though nothing changed."""
    columns = set(MAY_CHANGE.get(table, set()))
    if table == "pages" and row["state"] == "route":
        columns |= ROUTE_MAY_CHANGE
    elif table == "pages" and row["reason"] == "password_protected":
        columns |= PROTECTED_MAY_CHANGE
    return columns


@pytest.mark.parametrize("table", TABLES)
def test_no_row_changes_but_when_it_was_looked_at(site_crawls: SiteCrawls, table: str) -> None:
    rows = changes(site_crawls, table)
    assert [(row, names) for row, names in rows if not names <= may_change(table, row)] == []


def test_only_routes_and_what_a_password_protects_are_written(site_crawls: SiteCrawls) -> None:
    written = [row for row, _ in changes(site_crawls, "pages") if row["state"] != "route"]
    assert {row["reason"] for row in written} <= {"password_protected"}


@pytest.mark.parametrize("slug", every_slug())
def test_no_post_is_fetched_again(site_crawls: SiteCrawls, slug: str) -> None:
    sql = "SELECT url FROM posts WHERE clinic = :slug"
    posts = site_crawls.second.crawled.column(sql, slug=slug)
    assert posts
    paths = {url.removeprefix(site_crawls.websites[slug]) for url in posts}
    assert [path for path in site_crawls.second.requests[slug] if path in paths] == []


@pytest.mark.parametrize("slug", every_slug())
def test_a_second_run_costs_the_routes_and_no_more(site_crawls: SiteCrawls, slug: str) -> None:
    first, second = (crawl.requests[slug] for crawl in (site_crawls.first, site_crawls.second))
    sql = "SELECT count(*) FROM pages WHERE clinic = :slug AND state = 'route'"
    [routes] = site_crawls.second.crawled.column(sql, slug=slug)
    assert len(second) <= routes + A_HANDFUL
    assert len(second) < len(first)


@pytest.mark.parametrize("slug", slugs())
def test_a_clinic_of_many_posts_costs_less_than_half(site_crawls: SiteCrawls, slug: str) -> None:
    first, second = (crawl.requests[slug] for crawl in (site_crawls.first, site_crawls.second))
    assert len(second) < len(first) / 2


def test_the_run_says_that_nothing_is_new(site_crawls: SiteCrawls) -> None:
    visits = site_crawls.second.crawled.rows("SELECT * FROM run_clinics WHERE run = 2")
    assert {(row["new"], row["changed"]) for row in visits} == {(0, 0)}
    assert {row["end_state"] for row in visits} == {"done"}


@pytest.mark.parametrize("slug", slugs())
def test_a_clinic_whose_routes_name_what_is_protected_fetches_nothing(
    site_crawls: SiteCrawls, slug: str
) -> None:
    sql = "SELECT fetched FROM run_clinics WHERE run = 2 AND clinic = :slug"
    assert site_crawls.second.crawled.column(sql, slug=slug) == [0]


@pytest.mark.parametrize("slug", every_slug())
def test_only_what_a_password_protects_is_fetched(site_crawls: SiteCrawls, slug: str) -> None:
    second = site_crawls.second.crawled
    [fetched] = second.column(
        "SELECT fetched FROM run_clinics WHERE run = 2 AND clinic = :slug", slug=slug
    )
    protected = "SELECT 1 FROM pages WHERE clinic = :slug AND reason = 'password_protected'"
    assert fetched <= len(second.rows(protected, slug=slug))


# -- what changed is found ----------------------------------------------------------------------


@pytest.fixture
def clinic() -> Changing:
    return Changing()


@pytest.fixture
def two(tmp_path: Path, clinic: Changing) -> Iterator[Two]:
    """A clinic that was crawled once, and changes."""
    with serve(clinic.site()) as served:
        two = begin(tmp_path, {"changing": served})
        two.again()
        two.post_requests()
        yield two


def letters(two: Two) -> list[str]:
    return sorted(p for p in two.post_requests()["changing"] if p.startswith("/blog/letter-"))


def age(two: Two, days: int) -> None:
    """Let the first crawl be so many days ago."""
    db = open_database(two.folder / "dripfeed.db")
    moment = format_timestamp(datetime.now(UTC) - timedelta(days=days))
    db.execute("UPDATE pages SET fetched_at = ?, checked_at = NULL", [moment])
    db.execute("UPDATE run_clinics SET next_check_at = ?", [moment])
    db.close()


def test_only_the_page_whose_lastmod_is_later_is_fetched(two: Two, clinic: Changing) -> None:
    age(two, 1)
    clinic.edited, clinic.lastmods = {3}, {3: now(), 4: "2020-01-01"}
    done = two.again()
    assert letters(two) == ["/blog/letter-3"]
    assert done.column("SELECT count(*) FROM post_versions") == [9]
    assert done.column("SELECT changed FROM run_clinics WHERE run = 2") == [1]


def test_a_new_post_is_found(two: Two, clinic: Changing) -> None:
    clinic.posts = 9
    two.again()
    assert letters(two) == ["/blog/letter-9"]


def test_a_lastmod_that_is_always_now_costs_a_handful_and_then_nothing(
    two: Two, clinic: Changing
) -> None:
    clinic.ever_new = True
    for expected in (A_HANDFUL, 0):
        clinic.lastmods = dict.fromkeys(range(1, 9), now())
        done = two.again()
        assert len(letters(two)) == expected
    false_alarms = done.rows("SELECT route, false_alarm_count FROM route_trust")
    assert false_alarms == [{"route": "sitemap", "false_alarm_count": 5}]
    assert done.column("SELECT count(*) FROM post_versions") == [8]


def test_a_route_that_was_right_is_believed_again(two: Two, clinic: Changing) -> None:
    db = open_database(two.folder / "dripfeed.db")
    db.execute("INSERT INTO route_trust VALUES (1, 'changing', 'sitemap', 5)")
    db.close()
    age(two, 8)  # so long that pages are looked at whatever the routes say
    clinic.edited, clinic.lastmods = {1, 2, 3, 4, 5, 6, 7, 8}, dict.fromkeys(range(1, 9), now())
    done = two.again()
    assert done.column("SELECT false_alarm_count FROM route_trust") == [0]


def test_pages_are_looked_at_again_after_a_week_a_few_at_a_time(two: Two, clinic: Changing) -> None:
    age(two, 8)
    done = two.again()
    assert len(letters(two)) == 5
    assert done.column("SELECT count(*) FROM pages WHERE checked_at IS NOT NULL") == [5]
    assert done.column("SELECT count(*) FROM post_versions") == [8]
    two.again()
    assert len(letters(two)) == 3


def test_known_pages_are_requested_with_conditions(two: Two, clinic: Changing) -> None:
    age(two, 8)
    two.again()
    post_requests = [
        r for r in two.served["changing"].requests if r.path.startswith("/blog/letter-")
    ]
    assert {r.status for r in post_requests} == {304}
    routes = [r for r in two.served["changing"].requests if r.path in {"/", "/sitemap.xml"}]
    assert {r.status for r in routes} == {304}


def test_a_server_that_lies_with_304_is_found_out(two: Two, clinic: Changing) -> None:
    clinic.edited, clinic.lies_with_304 = set(range(1, 9)), True
    versions = []
    for _ in range(4):
        age(two, 8)
        done = two.again("-s", "DRIPFEED_MAX_PAGES=100")
        versions += done.column("SELECT count(*) FROM post_versions")
    assert versions[0] == 8
    assert versions[-1] > 8


def test_without_the_archive_the_responses_are_fetched_again(two: Two, clinic: Changing) -> None:
    for path in (two.folder / "archive").iterdir():
        path.unlink()
    done = two.again()
    assert done.column("SELECT end_state FROM run_clinics WHERE run = 2") == ["done"]
    assert done.column("SELECT listed FROM run_clinics WHERE run = 2") == [8]


def test_a_clinic_that_had_posts_and_lists_none_is_exit_3(two: Two, clinic: Changing) -> None:
    clinic.posts = 0
    done = two.again()
    assert done.code == 3
    assert done.column("SELECT end_state FROM run_clinics WHERE run = 2") == ["lost_posts"]
    assert "no posts are listed any more" in done.out
    assert done.column("SELECT count(*) FROM posts") == [8]


# -- when a clinic is due -----------------------------------------------------------------------


def test_due_visits_nobody_whose_time_has_not_come(two: Two) -> None:
    done = two.again("--due")
    assert (done.code, two.post_requests()["changing"]) == (0, [])
    assert "no clinic is due; the next one is due at 20" in done.out


def test_due_visits_a_clinic_whose_time_has_come(two: Two) -> None:
    age(two, 1)
    two.again("--due")
    assert "/sitemap.xml" in two.post_requests()["changing"]


def test_due_visits_a_clinic_that_was_never_visited(two: Two) -> None:
    write_clinics(
        two.folder / "clinics.csv", [{"slug": "b", "website": two.served["changing"].url}]
    )
    done = two.again("--due")
    assert done.column("SELECT clinic FROM run_clinics WHERE run = 2") == ["b"]
