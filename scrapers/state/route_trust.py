"""How far a route's dates of change are believed: some sites call every page new each night."""

from collections.abc import Iterable

from sqlite_utils import Database

from scrapers.items import Route
from scrapers.state.transaction import transaction

FALSE_ALARMS = 5
"""Changes in a row that were claimed and not found, after which a route is not believed any more.

So many pages a night are what a lying sitemap costs. Source: generators that write the moment of
the request as lastmod of every page are common enough that search engines ignore such dates:
https://developers.google.com/search/docs/crawling-indexing/sitemaps/build-sitemap
"""


class RouteTrust:
    """The table `route_trust` of one clinic, on an open and migrated database."""

    def __init__(self, db: Database, clinic: str) -> None:
        self.db = db
        self.clinic = clinic
        rows = db.query("SELECT * FROM route_trust WHERE clinic = :clinic", {"clinic": clinic})
        self.false_alarms = {Route(row["route"]): row["false_alarm_count"] for row in rows}

    def believes(self, routes: Iterable[Route]) -> bool:
        """Say whether any of the routes that claim a change is believed."""
        return any(self.false_alarms.get(route, 0) < FALSE_ALARMS for route in routes)

    def learn(self, routes: Iterable[Route], *, changed: bool) -> None:
        """Remember whether a change that the routes claimed was one; a true one clears the past."""
        for route in routes:
            known = self.false_alarms.get(route, 0)
            count = 0 if changed else min(known + 1, FALSE_ALARMS)
            if count != known:
                self.false_alarms[route] = count
                row = {"clinic": self.clinic, "route": route, "count": count}
                with transaction(self.db):
                    self.db.conn.execute(LEARN, row)


LEARN = """
INSERT INTO route_trust (clinic, route, false_alarm_count) VALUES (:clinic, :route, :count)
ON CONFLICT (clinic, route) DO UPDATE SET false_alarm_count = excluded.false_alarm_count
"""
