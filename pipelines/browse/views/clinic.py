"""The page of one clinic: its posts in numbers and over time, its last run, what was skipped."""

import json
from collections.abc import Sequence
from typing import Any

from datasette import Response

from pipelines.browse.charts import cadences
from pipelines.browse.responses import Page, Row, respond, row, rows
from pipelines.reports.inventory import in_words, route_name

PARTS = ("newest", "changed", "topics", "authors", "runs", "skips", "tags")
YEARS = 8
"""Years shown as columns of the table of topics."""


async def page(datasette: Any, request: Any) -> Response:
    """`/clinic/SLUG`."""
    slug = request.url_vars["clinic"]
    clinic = await row(datasette, "clinic/facts", clinic=slug)
    parts = {part: await rows(datasette, f"clinic/{part}", clinic=slug) for part in PARTS}
    months = await rows(datasette, "compare/cadence", clinics=json.dumps([slug]))
    name = clinic["name"] or slug
    drawn = cadences(months, {slug: name}, {slug: clinic["undated_posts"]})
    return await respond(
        datasette,
        request,
        Page(
            template="clinic.html",
            title=name,
            parts={**parts, "clinic": clinic, "cadence": months},
            shown={
                "inventory": await _inventory(datasette, slug),
                "drawn": drawn[0],
                "years": _years(parts["topics"]),
                "topic_rows": _topic_rows(parts["topics"]),
            },
            feed="newest",
        ),
    )


async def _inventory(datasette: Any, slug: str) -> dict[str, Any]:
    """What the clinic's routes list, as a sentence and as numbers."""
    routes = await rows(datasette, "inventory", clinic=slug)
    ends = await rows(datasette, "inventory_ends", clinic=slug)
    return {"words": in_words(routes, ends), "routes": [_named(route) for route in routes]}


def _named(route: Row) -> Row:
    return {**route, "name": route_name(route["route"])}


def _years(topics: Sequence[Row]) -> list[int | None]:
    """The newest years with posts, oldest first, then None if posts without a date have topics."""
    years = sorted({row["year"] for row in topics if row["year"]})[-YEARS:]
    return [*years, None] if any(row["year"] is None for row in topics) else list(years)


def _topic_rows(topics: Sequence[Row]) -> list[dict[str, Any]]:
    """One row per topic: its id, label, all its posts, and its posts by year."""
    by_topic: dict[int, dict[str, Any]] = {}
    for counted in topics:
        topic = by_topic.setdefault(counted["topic"], {**counted, "by_year": {}})
        topic["by_year"][counted["year"]] = counted["posts"]
    return list(by_topic.values())
