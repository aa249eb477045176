"""The reading room: a Datasette plugin of pages over the database. This file holds its hooks only.

Only hooks that Datasette 1.0 keeps: `data/plugins/dripfeed.py` registers them by importing all.
"""

from collections.abc import Callable, Mapping
from sqlite3 import Connection
from typing import Any

from markupsafe import Markup
from pluggy import HookimplMarker

from pipelines.browse import cells, datasette_fixes, public, security
from pipelines.browse.views import (
    clinic,
    compare,
    copies,
    home,
    post,
    question,
    run,
    search,
    versions,
)

__all__ = [
    "asgi_wrapper",
    "extra_template_vars",
    "handle_exception",
    "prepare_connection",
    "register_routes",
    "render_cell",
]

View = Callable[..., object]

hookimpl = HookimplMarker("datasette")  # what `datasette.hookimpl` is, with its types

ID = r"\d{1,18}"
FORM = r"(?P<form>\.json|\.csv|\.atom)?$"
"""The form that a page's address asks for; see `pages.answer`."""


@hookimpl
def prepare_connection(conn: Connection) -> None:
    """Keep a query from filling the memory."""
    security.limit_memory(conn)


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[security.App], security.App]:
    """Security headers on every answer, no foreign host names, no search without words."""
    guarded = security.wrapper(datasette)
    return lambda app: guarded(datasette_fixes.wrapper(app))


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """The pages of our own, beside Datasette's tables and queries."""
    return [
        (r"^/$", home.page),
        (rf"^/index{FORM}", home.page),
        (rf"^/search{FORM}", search.page),
        (rf"^/compare{FORM}", compare.page),
        (rf"^/copies{FORM}", copies.page),
        (rf"^/copies/(?P<one>{ID})/(?P<other>{ID}){FORM}", copies.pair),
        (rf"^/post/(?P<post>{ID}){FORM}", post.page),
        (rf"^/post/(?P<post>{ID})/versions{FORM}", versions.page),
        (rf"^/clinic/(?P<clinic>[a-z0-9-]+){FORM}", clinic.page),
        (r"^/run$", run.latest),
        (rf"^/run/(?P<run>{ID}){FORM}", run.page),
        (r"^/robots\.txt$", public.robots),
    ]


@hookimpl
def render_cell(
    datasette: Any, row: Mapping[str, Any], value: object, column: str, table: str | None
) -> Markup | None:
    """Links to our pages, and a taste instead of a whole text."""
    return cells.render(datasette, row, value, column, table)


@hookimpl
def extra_template_vars(template: str, request: Any, datasette: Any) -> Any:
    """What the page of a question says beside its rows."""
    return question.template_vars(template, request, datasette)


@hookimpl(tryfirst=True)
def handle_exception(request: Any, exception: Exception) -> Any:
    """Say 400 where an address asks for something impossible."""
    return datasette_fixes.blame(exception, request.path)
