"""The page of one clinic: its posts in numbers, how the last run went, what was left out."""

from typing import Any

from datasette import Response

from pipelines.browse.pages import Row, render, row, rows
from pipelines.inventory import in_words, route_name

PARTS = ("newest", "runs", "skips", "tags")


async def page(datasette: Any, request: Any) -> Response:
    """`/clinic/SLUG`."""
    slug = request.url_vars["clinic"]
    clinic = await row(datasette, "clinic/facts", clinic=slug)
    parts = {part: await rows(datasette, f"clinic/{part}", clinic=slug) for part in PARTS}
    inventory = await _inventory(datasette, slug)
    return await render(
        datasette, request, "clinic.html", clinic=clinic, inventory=inventory, **parts
    )


async def _inventory(datasette: Any, slug: str) -> dict[str, Any]:
    """What its routes list, in words and in numbers."""
    routes = await rows(datasette, "inventory", clinic=slug)
    ends = await rows(datasette, "inventory_ends", clinic=slug)
    return {"words": in_words(routes, ends), "routes": [_named(route) for route in routes]}


def _named(route: Row) -> Row:
    return {**route, "name": route_name(route["route"])}
