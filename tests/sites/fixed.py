"""A site whose answers are all made beforehand: each address has one, and none ever changes."""

from collections.abc import Callable, Mapping
from functools import cache
from urllib.parse import urlencode

from tests.sites.server import Answer, Request

MISSING = "404"
"""Key of the answer for every address that is not there."""


def fixed(make: Callable[[str], Mapping[str, Answer]]) -> Callable[[Request], Answer]:
    """The function that answers for such a site.

    make: gives the answers by path, or by path and query, for the address of the site. A query
    that has no answer of its own is ignored, as most servers do.
    """
    made = cache(make)

    def answer(request: Request) -> Answer:
        answers = made(request.base_url)
        asked = f"{request.path}?{urlencode(request.query)}"
        found = answers.get(asked) or answers.get(request.path)
        return found or answers[MISSING]

    return answer
