"""The page of one clinic: its posts in numbers, how the last run went, what was left out."""

from typing import Any

from datasette import Response

from pipelines.browse.pages import render, row, rows

PARTS = ("newest", "runs", "skips", "tags")


async def page(datasette: Any, request: Any) -> Response:
    """`/clinic/SLUG`."""
    slug = request.url_vars["clinic"]
    clinic = await row(datasette, "clinic/facts", clinic=slug)
    parts = {part: await rows(datasette, f"clinic/{part}", clinic=slug) for part in PARTS}
    return await render(datasette, request, "clinic.html", clinic=clinic, **parts)
