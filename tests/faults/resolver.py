"""The crawl's resolver in a town where one door is open: names lead where a test wants them to."""

from typing import Any

from scrapy.resolver import dnscache
from twisted.internet.defer import Deferred, succeed

from scrapers.middlewares.guard import PublicResolver

DOOR = "www.example.com"
"""The one name that may lead to this machine, so that a clinic can be served at all."""

NAMES = {
    "inside.example.com": "127.0.0.1",
    "office.example.com": "10.0.0.1",
    "metadata.example.com": "169.254.169.254",
}
"""What the other names lead to, all of the clinic's own site; they are vetted as always."""


class OneDoor(PublicResolver):
    """Vets every address but the door's."""

    def getHostByName(  # noqa: N802 - Twisted's name
        self, name: str, timeout: Any = ()
    ) -> "Deferred[str]":
        """The address of a name, without asking anyone."""
        if name == DOOR:
            return succeed("127.0.0.1")
        for known, address in NAMES.items():
            dnscache[known] = address
        return super().getHostByName(name, timeout)
