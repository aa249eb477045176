"""Alternate bodies of posts, read from the archived responses of feeds and WordPress's REST API."""

from collections.abc import Iterable
from functools import lru_cache

from pipelines.archive.warc import Archive, ArchivedResponse
from pipelines.items import Alternate
from scrapers.errors import StoreError
from scrapers.items import BodyAt, Location
from scrapers.sources.bodies import find_body

MAX_CACHED = 8
"""Decompressed responses in the cache: posts of the same response are mostly read one after
another. A response with 100 posts has about 2 MB."""


class RouteBodies:
    """Reads the alternate bodies in one archive."""

    def __init__(self, archive: Archive) -> None:
        self._response = lru_cache(MAX_CACHED)(archive.get)

    def of(self, places: Iterable[BodyAt]) -> tuple[Alternate, ...]:
        """Return the bodies at these places, in order, without those that are gone."""
        return tuple(alternate for at in places if (alternate := self._alternate(at)))

    def _alternate(self, at: BodyAt) -> Alternate | None:
        response = self._get(at.location)
        if response is None:
            return None
        content_type = response.headers.get("content-type")
        body = find_body(at, response.body, response.url, content_type)
        if body is None:
            return None
        source, html = body
        return Alternate(source=source, html=html, at=at)

    def _get(self, location: Location) -> ArchivedResponse | None:
        try:
            return self._response(location)
        except StoreError:
            return None
