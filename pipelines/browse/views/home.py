"""The home page: three doors, the collection in numbers, what is new, what went wrong."""

from dataclasses import dataclass
from typing import Any

from datasette import Response

from pipelines.browse.app import DATABASE
from pipelines.browse.responses import Page, Parts, answer, rows
from pipelines.queries import Audience, Question, questions


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """A way into the house, and the questions behind it."""

    audience: Audience
    title: str
    path: str
    sentence: str
    ways: tuple[tuple[str, str], ...]
    """Further pages behind it: path and words."""

    @property
    def questions(self) -> list[Question]:
        """The questions of its audience, in their order."""
        return [each for each in questions() if each.audience is self.audience]


DOORS = (
    EntryPoint(
        Audience.RESEARCHER,
        "Collect",
        "/run",
        "For research: what was collected, how completely, and where each post comes from.",
        (("/run", "The last run, with a methods paragraph"), ("/dripfeed/provenance", "Origins")),
    ),
    EntryPoint(
        Audience.ANALYST,
        "Query",
        "/search",
        "For analysis: search, tables that explain themselves, counts over clean text and dates.",
        (("/search", "Search"), ("/dripfeed", "Tables and SQL")),
    ),
    EntryPoint(
        Audience.MARKETER,
        "Compare",
        "/compare",
        "For marketing: clinics side by side, what one of them lacks, who copied, what is new.",
        (("/compare", "Side by side"), ("/copies", "Shared text")),
    ),
)


async def page(datasette: Any, request: Any) -> Response:
    """`/`: where everybody starts."""
    return await answer(
        datasette,
        request,
        Page(
            template="home.html",
            title="What infusion clinics write",
            parts=await _collection(datasette),
            shown={"doors": DOORS},
            feed="seen",
        ),
    )


async def _collection(datasette: Any) -> Parts:
    if DATABASE not in datasette.databases:
        return {"newest": [], "seen": [], "problems": [], "numbers": {}, "last_run": {}}
    runs = await rows(datasette, "home/last_run")
    return {
        "newest": await rows(datasette, "home/newest"),
        "seen": await rows(datasette, "home/seen"),
        "problems": await rows(datasette, "home/problems"),
        "numbers": (await rows(datasette, "home/numbers"))[0],
        "last_run": runs[0] if runs else {},
    }
