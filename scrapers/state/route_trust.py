"""Reliability of a route's lastmod dates: some sites mark every page as changed each night."""

from collections.abc import Iterable

from sqlite_utils import Database

from scrapers.items import Route
from scrapers.state.transaction import transaction

MAX_FALSE_ALARMS = 5
"""False claims of a change in a row after which a route's lastmod dates are ignored.

This is also the number of useless requests that such a sitemap costs. Source: generators that
write the time of the request as lastmod are so common that search engines ignore such dates:
https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap
"""


class RouteTrust:
    """The table `route_trust` for one clinic, in an open and migrated database."""

    def __init__(self, db: Database, clinic: str) -> None:
        self.db = db
        self.clinic = clinic
        rows = db.query("SELECT * FROM route_trust WHERE clinic = :clinic", {"clinic": clinic})
        self.false_alarms = {Route(row["route"]): row["false_alarm_count"] for row in rows}

    def is_trusted(self, routes: Iterable[Route]) -> bool:
        """Whether any of the routes that claim a change is reliable."""
        return any(self.false_alarms.get(route, 0) < MAX_FALSE_ALARMS for route in routes)

    def record(self, routes: Iterable[Route], *, changed: bool) -> None:
        """Store whether a claimed change was real; a real one resets the count."""
        for route in routes:
            previous_count = self.false_alarms.get(route, 0)
            count = 0 if changed else min(previous_count + 1, MAX_FALSE_ALARMS)
            if count != previous_count:
                self.false_alarms[route] = count
                row = {"clinic": self.clinic, "route": route, "count": count}
                with transaction(self.db):
                    self.db.conn.execute(UPSERT_FALSE_ALARMS, row)


UPSERT_FALSE_ALARMS = """
INSERT INTO route_trust (clinic, route, false_alarm_count) VALUES (:clinic, :route, :count)
ON CONFLICT (clinic, route) DO UPDATE SET false_alarm_count = excluded.false_alarm_count
"""
