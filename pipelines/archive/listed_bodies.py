"""What the routes of a clinic say is the body of a post, read from their archived answers."""

from collections.abc import Iterable
from functools import lru_cache

from pipelines.archive.warc import Archive, ArchivedResponse
from pipelines.items import Alternate
from scrapers.errors import StoreError
from scrapers.items import BodyAt, Location
from scrapers.sources.bodies import find_body

ANSWERS_AT_HAND = 8
"""Unpacked answers that are kept: posts that one answer lists are mostly read one after another.
One of 100 posts has about 2 MB."""


class RouteBodies:
    """The bodies that lie in one archive."""

    def __init__(self, archive: Archive) -> None:
        self._answer = lru_cache(ANSWERS_AT_HAND)(archive.get)

    def of(self, places: Iterable[BodyAt]) -> tuple[Alternate, ...]:
        """The bodies at these places, in their order; one that is gone is no witness."""
        return tuple(witness for at in places if (witness := self._witness(at)))

    def _witness(self, at: BodyAt) -> Alternate | None:
        answer = self._get(at.location)
        if answer is None:
            return None
        kind = answer.headers.get("content-type")
        found = find_body(at, answer.body, answer.url, kind)
        return Alternate(source=found[0], html=found[1], at=at) if found else None

    def _get(self, at: Location) -> ArchivedResponse | None:
        try:
            return self._answer(at)
        except StoreError:
            return None
