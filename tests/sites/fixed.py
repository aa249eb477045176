"""A site whose responses are all made beforehand: each URL has one, and none ever changes."""

from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import urlencode

from tests.sites.server import Request, Response

MISSING = "404"
"""Key of the response for every URL that is not there."""


def fixed(make: Callable[[str], Mapping[str, Response]]) -> Callable[[Request], Response]:
    """The request handler of such a site.

    make: gives the responses by path, or by path and query, for the URL of the site. A query
    that has no response of its own is ignored, as most servers do.
    """
    made = cache(make)

    def respond(request: Request) -> Response:
        responses = made(request.base_url)
        path_and_query = f"{request.path}?{urlencode(request.query)}"
        response = responses.get(path_and_query) or responses.get(request.path)
        return response or responses[MISSING]

    return respond
