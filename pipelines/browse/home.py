"""The home page: three doors, the collection in numbers, what is new, what went wrong."""

from dataclasses import dataclass
from typing import Any

from datasette import Response

from pipelines.browse.pages import Row, render, rows
from pipelines.browse.room import DATABASE
from pipelines.compare import Audience, Question, questions


@dataclass(frozen=True, slots=True)
class Door:
    """A way into the house, and the questions behind it."""

    audience: Audience
    title: str
    path: str
    sentence: str

    @property
    def questions(self) -> list[Question]:
        """The questions of its audience, in their order."""
        return [each for each in questions() if each.audience is self.audience]


DOORS = (
    Door(
        Audience.RESEARCHER,
        "Collect",
        "/run",
        "For research: what was collected, how completely, and where each post comes from.",
    ),
    Door(
        Audience.ANALYST,
        "Query",
        "/dripfeed",
        "For analysis: tables that explain themselves, SQL, and counts over clean text and dates.",
    ),
    Door(
        Audience.MARKETER,
        "Compare",
        "/dripfeed/who_is_active",
        "For marketing: who publishes what and how often, what is new, and what we lack.",
    ),
)


async def page(datasette: Any, request: Any) -> Response:
    """`/`: where everybody starts."""
    collection = await _collection(datasette)
    return await render(datasette, request, "home.html", doors=DOORS, **collection)


async def _collection(datasette: Any) -> dict[str, Row | list[Row] | None]:
    if DATABASE not in datasette.databases:
        return {"numbers": None, "newest": [], "last_run": None, "problems": []}
    runs = await rows(datasette, "home/last_run")
    return {
        "numbers": (await rows(datasette, "home/numbers"))[0],
        "newest": await rows(datasette, "home/newest"),
        "last_run": runs[0] if runs else None,
        "problems": await rows(datasette, "home/problems"),
    }
