"""The home page: three entry points, the collection in numbers, what is new, what went wrong."""

from dataclasses import dataclass
from typing import Any

from datasette import Response

from pipelines.browse.app import DATABASE
from pipelines.browse.responses import Page, Parts, respond, rows
from pipelines.queries import Audience, Question, questions


@dataclass(frozen=True, slots=True)
class EntryPoint:
    """Where one kind of user starts, with the prepared reports for them."""

    audience: Audience
    title: str
    path: str
    sentence: str
    links: tuple[tuple[str, str], ...]
    """Pages to start with: path and label."""

    @property
    def questions(self) -> list[Question]:
        """The prepared reports for this audience, in their order."""
        return [question for question in questions() if question.audience is self.audience]


ENTRY_POINTS = (
    EntryPoint(
        Audience.RESEARCHER,
        "Collect",
        "/run",
        "For researchers: what was collected, how completely, and where each post comes from.",
        (("/run", "Last run, with a methods paragraph"), ("/dripfeed/provenance", "Provenance")),
    ),
    EntryPoint(
        Audience.ANALYST,
        "Query",
        "/search",
        "For analysts: search, documented tables, and counts over clean text and dates.",
        (("/search", "Search"), ("/dripfeed", "Tables and SQL")),
    ),
    EntryPoint(
        Audience.MARKETER,
        "Compare",
        "/compare",
        "For marketers: clinics side by side, content gaps, copied posts, what is new.",
        (("/compare", "Side by side"), ("/copies", "Shared text")),
    ),
)


async def page(datasette: Any, request: Any) -> Response:
    """`/`: the start page."""
    return await respond(
        datasette,
        request,
        Page(
            template="home.html",
            title="What infusion clinics publish",
            parts=await _collection(datasette),
            shown={"entry_points": ENTRY_POINTS},
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
