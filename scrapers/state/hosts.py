"""Hosts that asked for a long pause (Retry-After), and when it ends."""

from urllib.parse import urlsplit

from sqlite_utils import Database

from scrapers.state.timestamps import now
from scrapers.state.transaction import transaction
from scrapers.urls import DEFAULT_PORTS


def host_of(url: str) -> str:
    """The key of the host of a URL: without scheme, `www.` and default port.

    Raises: ValueError if the port of the URL is invalid.
    """
    parts = urlsplit(url)
    name = (parts.hostname or "").removeprefix("www.").removesuffix(".")
    return name if parts.port in (None, DEFAULT_PORTS.get(parts.scheme)) else f"{name}:{parts.port}"


class Hosts:
    """The table `hosts`, in an open and migrated database."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def pause_until(self, host: str, next_allowed_at: str, detail: str) -> None:
        """Store the time before which the host must not be requested."""
        row = {"host": host, "next_allowed_at": next_allowed_at, "detail": detail}
        with transaction(self.db):
            self.db.conn.execute(UPSERT_PAUSE, row)

    def paused_until(self, host: str) -> str | None:
        """The time before which the host must not be requested; None without a pause."""
        rows = self.db.query(SELECT_PAUSE, {"host": host, "now": now()})
        return next((row["next_allowed_at"] for row in rows), None)


UPSERT_PAUSE = """
INSERT INTO hosts (host, next_allowed_at, detail) VALUES (:host, :next_allowed_at, :detail)
ON CONFLICT (host) DO UPDATE SET
    next_allowed_at = excluded.next_allowed_at, detail = excluded.detail
"""
SELECT_PAUSE = "SELECT next_allowed_at FROM hosts WHERE host = :host AND next_allowed_at > :now"
