"""What is remembered of hosts: which asked to be left alone, and until when."""

from urllib.parse import urlsplit

from sqlite_utils import Database

from scrapers.state.timestamps import now
from scrapers.state.transaction import transaction
from scrapers.urls import DEFAULT_PORTS


def host_of(url: str) -> str:
    """The name under which a host is treated as one: no `www.`, no default port, no scheme.

    Raises ValueError where the address has no valid port.
    """
    parts = urlsplit(url)
    name = (parts.hostname or "").removeprefix("www.").removesuffix(".")
    return name if parts.port in (None, DEFAULT_PORTS.get(parts.scheme)) else f"{name}:{parts.port}"


class Hosts:
    """The table `hosts`, on an open and migrated database."""

    def __init__(self, db: Database) -> None:
        self.db = db

    def leave_until(self, host: str, next_allowed_at: str, detail: str) -> None:
        """Remember that nothing of the host may be asked before an instant."""
        row = {"host": host, "next_allowed_at": next_allowed_at, "detail": detail}
        with transaction(self.db):
            self.db.conn.execute(LEAVE, row)

    def left_until(self, host: str) -> str | None:
        """The instant before which nothing of the host may be asked; None if there is none."""
        rows = self.db.query(LEFT, {"host": host, "now": now()})
        return next((row["next_allowed_at"] for row in rows), None)


LEAVE = """
INSERT INTO hosts (host, next_allowed_at, detail) VALUES (:host, :next_allowed_at, :detail)
ON CONFLICT (host) DO UPDATE SET
    next_allowed_at = excluded.next_allowed_at, detail = excluded.detail
"""
LEFT = "SELECT next_allowed_at FROM hosts WHERE host = :host AND next_allowed_at > :now"
