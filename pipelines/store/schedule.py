"""When a clinic is worth a further visit: by how often it publishes, and how its visits end."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from scrapers.end_states import EndState
from scrapers.items import Clinic
from scrapers.state.timestamps import format_timestamp, now

SHORTEST = timedelta(days=1)
LONGEST = timedelta(days=30)
USUAL = timedelta(days=7)
"""For a clinic whose posts have no dates."""
NEWEST = 10
"""Posts that show the present rhythm."""
LOOKS_PER_POST = 2
"""Visits for each post that is expected, so that it is found after half of the time between two.

Source: feed readers aim at the same, as Miniflux does with a week over the posts per week times a
factor; news crawlers lengthen by half while nothing changes.
"""
SLACK = timedelta(hours=2)
"""So that a crawl that starts at the same hour each night finds a clinic due that it visited at
the end of last night's."""


def next_check_at(db: Database, clinic: str, end: EndState, begun_at: datetime) -> str | None:
    """When a clinic is due again after a visit; None for at once.

    begun_at: when the run began. A clinic that fails is tried again after one day, two, four, at
    last after LONGEST; one that publishes is visited twice for each post that is to be expected.
    """
    if end.after.is_due_at_once:
        return None
    if end.has_failed:
        wait = SHORTEST * 2 ** min(_failures(db, clinic), 5)
        return format_timestamp(begun_at + min(wait, LONGEST) - SLACK)
    return format_timestamp(begun_at + interval(_days(db, clinic), begun_at.date()) - SLACK)


def interval(published_on: Sequence[date], today: date) -> timedelta:
    """How long to wait for the next post: half of the mean time between the newest ones and today.

    A silence counts: a clinic that stopped two years ago is visited ever more rarely.
    """
    newest = sorted((day for day in published_on if day <= today), reverse=True)[:NEWEST]
    if not newest:
        return USUAL
    mean = (today - newest[-1]) / len(newest)
    return min(max(mean / LOOKS_PER_POST, SHORTEST), LONGEST)


def due(db: Database, clinics: Sequence[Clinic]) -> tuple[Clinic, ...]:
    """The clinics that are worth a visit now: never visited, cut short, or their time has come."""
    waiting = waiting_until(db)
    return tuple(clinic for clinic in clinics if clinic.slug not in waiting)


def waiting_until(db: Database) -> Mapping[str, str]:
    """The clinics that are not due, each with the instant when it is."""
    rows = db.query(WAITING, {"now": now()})
    return {row["clinic"]: row["next_check_at"] for row in rows}


def _failures(db: Database, clinic: str) -> int:
    """How many visits in a row failed before the one that is ending."""
    rows = db.query(ENDS, {"clinic": clinic})
    count = 0
    for row in rows:
        end = EndState.of(row["end_state"])
        if end is None or not end.has_failed:
            break
        count += 1
    return count


def _days(db: Database, clinic: str) -> list[date]:
    rows = db.query(DAYS, {"clinic": clinic, "newest": NEWEST * 2})
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
