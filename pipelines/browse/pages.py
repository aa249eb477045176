"""How every page of our own gets its rows and becomes an answer."""

from collections.abc import Mapping
from typing import Any

from datasette import NotFound, Response

from pipelines.browse import words
from pipelines.browse.room import DATABASE
from pipelines.compare import answers, question

Row = Mapping[str, Any]


async def rows(datasette: Any, name: str, **given: object) -> list[Row]:
    """The rows that answer a page's question, such as post/facts, or a user's, such as inventory.

    Raises: NotFound if the collection is missing.
    """
    if DATABASE not in datasette.databases:
        raise NotFound("nothing is collected yet: run `dripfeed crawl`, then reload")
    asked = question(f"pages/{name}" if "/" in name else name)
    found = await datasette.get_database(DATABASE).execute(asked.sql, answers(asked, given))
    return [dict(row) for row in found.rows]


async def row(datasette: Any, name: str, **given: object) -> Row:
    """The one row that answers a page's question.

    Raises: NotFound if there is none.
    """
    found = await rows(datasette, name, **given)
    if not found:
        raise NotFound("there is no such page")
    return found[0]


async def render(datasette: Any, request: Any, template: str, **context: object) -> Response:
    """The page as HTML, for readers who may see the database."""
    allowed = [("view-database", DATABASE), "view-instance"]
    await datasette.ensure_permissions(request.actor, allowed)
    page = await datasette.render_template(
        template, {**context, "words": words, "database": DATABASE}, request=request
    )
    return Response.html(page)
