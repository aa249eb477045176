"""The page of a prepared report: what Datasette's query template gets in addition to the rows."""

from collections.abc import Awaitable, Callable
from typing import Any

from pipelines.browse.responses import rows
from pipelines.queries import Question, questions

TEMPLATE = "query-dripfeed.html"
"""Datasette's name for the template of queries to the database "dripfeed"."""


def template_vars(
    template: str, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]] | dict[str, Any]:
    """On the page of a prepared report: its query, and the clinics to choose from."""
    requested = _requested(request.path) if request and template == TEMPLATE else None
    if requested is None:
        return {}

    async def load() -> dict[str, Any]:
        return {"question": requested, "clinics": await rows(datasette, "question/clinics")}

    return load


def _requested(path: str) -> Question | None:
    """The query that a path such as /dripfeed/same_title names."""
    name = path.rpartition("/")[2]
    return next((question for question in questions() if question.name == name), None)
