"""Revisit schedule: when a clinic is due again, by how often it publishes and how visits end."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from scrapers.codes.end_states import EndState
from scrapers.items import Clinic
from scrapers.state.timestamps import format_timestamp, now

MIN_INTERVAL = timedelta(days=1)
MAX_INTERVAL = timedelta(days=30)
DEFAULT_INTERVAL = timedelta(days=7)
"""For a clinic whose posts have no dates."""
NEWEST_POSTS = 10
"""Posts whose dates show how often a clinic publishes now."""
VISITS_PER_POST = 2
"""Visits per expected post, so that it is found after half of the time between two posts.

Source: feed readers do the same, as Miniflux does with a week over the posts per week times a
factor; news crawlers lengthen the interval by half while nothing changes.
"""
SLACK = timedelta(hours=2)
"""A crawl that starts at the same hour every night must find a clinic due that it visited at the
end of the night before."""


def next_check_at(db: Database, clinic: str, end: EndState, begun_at: datetime) -> str | None:
    """Return when a clinic is due again after a visit; None for at once.

    begun_at: when the run began. A clinic that failed is visited again after one day, two, four and
    so on up to MAX_INTERVAL; one that publishes is visited twice per expected post.
    """
    if end.after.is_due_at_once:
        return None
    if end.has_failed:
        wait = MIN_INTERVAL * 2 ** min(_failures(db, clinic), 5)
        return format_timestamp(begun_at + min(wait, MAX_INTERVAL) - SLACK)
    return format_timestamp(begun_at + interval(_days(db, clinic), begun_at.date()) - SLACK)


def interval(published_on: Sequence[date], today: date) -> timedelta:
    """Return half of the mean time between the newest posts and today.

    Silence counts: a clinic that stopped two years ago is visited less and less often.
    """
    newest = sorted((day for day in published_on if day <= today), reverse=True)[:NEWEST_POSTS]
    if not newest:
        return DEFAULT_INTERVAL
    mean = (today - newest[-1]) / len(newest)
    return min(max(mean / VISITS_PER_POST, MIN_INTERVAL), MAX_INTERVAL)


def due(db: Database, clinics: Sequence[Clinic]) -> tuple[Clinic, ...]:
    """Return the clinics to visit now: never visited, interrupted, or due."""
    waiting = waiting_until(db)
    return tuple(clinic for clinic in clinics if clinic.slug not in waiting)


def waiting_until(db: Database) -> Mapping[str, str]:
    """Return the clinics that are not due, each with the timestamp when it will be."""
    rows = db.query(WAITING, {"now": now()})
    return {row["clinic"]: row["next_check_at"] for row in rows}


def _failures(db: Database, clinic: str) -> int:
    """Return how many visits in a row failed before the one that is ending."""
    rows = db.query(ENDS, {"clinic": clinic})
    count = 0
    for row in rows:
        end = EndState.of(row["end_state"])
        if end is None or not end.has_failed:
            break
        count += 1
    return count


def _days(db: Database, clinic: str) -> list[date]:
    rows = db.query(DAYS, {"clinic": clinic, "newest": NEWEST_POSTS * 2})
    return [date.fromisoformat(row["published_on"]) for row in rows]


DAYS = """
SELECT published_on FROM posts WHERE clinic = :clinic AND length(published_on) = 10
ORDER BY published_on DESC LIMIT :newest
"""
ENDS = """
SELECT end_state FROM run_clinics WHERE clinic = :clinic AND end_state IS NOT NULL
ORDER BY run DESC LIMIT 10
"""
WAITING = """
SELECT clinic, next_check_at FROM run_clinics
WHERE run = (SELECT max(run) FROM run_clinics AS newer WHERE newer.clinic = run_clinics.clinic)
    AND next_check_at > :now
"""
