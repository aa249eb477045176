"""The page of one question: what Datasette's query template gets to know beside the rows."""

from collections.abc import Awaitable, Callable
from typing import Any

from pipelines.browse.responses import rows
from pipelines.queries import Question, questions

TEMPLATE = "query-dripfeed.html"
"""Datasette's name for the page of a query to the database "dripfeed"."""


def template_vars(
    template: str, request: Any, datasette: Any
) -> Callable[[], Awaitable[dict[str, Any]]] | dict[str, Any]:
    """On the page of a question of ours: the question, and the clinics to choose from."""
    asked = _asked(request.path) if request and template == TEMPLATE else None
    if asked is None:
        return {}

    async def load() -> dict[str, Any]:
        return {"question": asked, "clinics": await rows(datasette, "question/clinics")}

    return load


def _asked(path: str) -> Question | None:
    """The question that an address such as /dripfeed/same_title names."""
    name = path.rpartition("/")[2]
    return next((each for each in questions() if each.name == name), None)
