"""The second run: what did not change costs next to nothing, and nothing is written anew."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pipelines.store.database import open_database
from scrapers.state.timestamps import format_timestamp, now
from tests.crawling import Crawled, crawl_command, finished, run, write_clinics
from tests.faults.changing import Changing
from tests.sites.catalog import site, slugs
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
A_HANDFUL = 5


@dataclass
class Two:
    """Two crawls of the same clinics, one after the other."""

    folder: Path
    served: dict[str, Served]
    rows: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    first: dict[str, list[str]] = field(default_factory=dict)
    second: dict[str, list[str]] = field(default_factory=dict)
    done: Crawled | None = None

    def again(self, *options: str) -> Crawled:
        """Crawl once more."""
        self.done = finished(self.folder, run(crawl_command(self.folder, *options)))
        assert "Traceback" not in self.done.err, self.done.err
        return self.done

    def asked(self) -> dict[str, list[str]]:
        """The paths that were asked for since the last time, by clinic."""
        paths = {slug: [r.path for r in one.requests] for slug, one in self.served.items()}
        for one in self.served.values():
            one.requests.clear()
        return paths


def dump(done: Crawled) -> dict[str, list[dict[str, object]]]:
    return {table: done.rows(f"SELECT * FROM {table} ORDER BY 1") for table in TABLES}


def begin(folder: Path, sites: dict[str, Served], **columns: dict[str, str]) -> Two:
    rows = [
        {"slug": slug, "website": one.url, **columns.get(slug, {})} for slug, one in sites.items()
    ]
    write_clinics(folder / "clinics.csv", rows)
    return Two(folder, sites)


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """Two crawls of the demo's clinics, which did not change between them."""
    with ExitStack() as stack:
        sites = {slug: stack.enter_context(serve(site(slug))) for slug in slugs()}
        columns = {slug: dict(site(slug).clinic) for slug in sites}
        two = begin(tmp_path_factory.mktemp("twice"), sites, **columns)
        two.rows = dump(two.again())
        two.first = two.asked()
        two.again()
        two.second = two.asked()
        yield two


def changes(two: Two, table: str) -> list[tuple[object, set[str]]]:
    """The rows of a table that the second run wrote, with the columns that changed."""
    assert two.done
    before = {next(iter(row.values())): row for row in two.rows[table]}
    now_ = {next(iter(row.values())): row for row in dump(two.done)[table]}
    assert before.keys() == now_.keys(), f"rows came or went in {table}"
    differing = {key: {n for n in row if row[n] != before[key][n]} for key, row in now_.items()}
    return [(now_[key].get("state"), names) for key, names in differing.items() if names]


@pytest.mark.parametrize("table", TABLES)
def test_no_row_changes_but_when_it_was_looked_at(twice: Two, table: str) -> None:
    allowed = MAY_CHANGE.get(table, set())
    assert [told for told in changes(twice, table) if not told[1] <= allowed] == []


def test_of_the_addresses_only_those_that_list_others_are_written(twice: Two) -> None:
    assert {state for state, _ in changes(twice, "pages")} <= {"route"}


@pytest.mark.parametrize("slug", slugs())
def test_no_post_is_fetched_again(twice: Two, slug: str) -> None:
    assert twice.done
    posts = twice.done.column("SELECT url FROM posts WHERE clinic = :slug", slug=slug)
    paths = {url.removeprefix(twice.served[slug].url) for url in posts}
    assert len([path for path in twice.second[slug] if path in paths]) == 0


@pytest.mark.parametrize("slug", slugs())
def test_a_second_run_costs_the_routes_and_no_more(twice: Two, slug: str) -> None:
    assert twice.done
    sql = "SELECT count(*) FROM pages WHERE clinic = :slug AND state = 'route'"
    [routes] = twice.done.column(sql, slug=slug)
    assert len(twice.second[slug]) <= routes + A_HANDFUL
    assert len(twice.second[slug]) < len(twice.first[slug]) / 2


def test_the_run_says_that_nothing_is_new(twice: Two) -> None:
    assert twice.done
    told = twice.done.rows("SELECT * FROM run_clinics WHERE run = 2")
    assert {(row["new"], row["changed"], row["fetched"]) for row in told} == {(0, 0, 0)}
    assert {row["end_state"] for row in told} == {"done"}


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
        two.asked()
        yield two


def letters(two: Two) -> list[str]:
    return sorted(p for p in two.asked()["changing"] if p.startswith("/blog/letter-"))


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
    told = done.rows("SELECT route, false_alarm_count FROM route_trust")
    assert told == [{"route": "sitemap", "false_alarm_count": 5}]
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


def test_known_pages_are_asked_for_with_conditions(two: Two, clinic: Changing) -> None:
    age(two, 8)
    two.again()
    asked = [r for r in two.served["changing"].requests if r.path.startswith("/blog/letter-")]
    assert {r.status for r in asked} == {304}
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


def test_without_the_archive_the_answers_are_fetched_anew(two: Two, clinic: Changing) -> None:
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
    assert "it had posts before and none now" in done.out
    assert done.column("SELECT count(*) FROM posts") == [8]


# -- when a clinic is due -----------------------------------------------------------------------


def test_due_visits_nobody_whose_time_has_not_come(two: Two) -> None:
    done = two.again("--due")
    assert (done.code, two.asked()["changing"]) == (0, [])
    assert "no clinic is due; the first will be at 20" in done.out


def test_due_visits_a_clinic_whose_time_has_come(two: Two) -> None:
    age(two, 1)
    two.again("--due")
    assert "/sitemap.xml" in two.asked()["changing"]


def test_due_visits_a_clinic_that_was_never_visited(two: Two) -> None:
    write_clinics(
        two.folder / "clinics.csv", [{"slug": "b", "website": two.served["changing"].url}]
    )
    done = two.again("--due")
    assert done.column("SELECT clinic FROM run_clinics WHERE run = 2") == ["b"]
