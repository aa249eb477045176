"""The Datasette plugin with dripfeed's own pages. This file holds only its hooks.

It uses only hooks that Datasette 1.0 keeps. `data/plugins/dripfeed.py` registers them by importing
them all.
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

hookimpl = HookimplMarker("datasette")  # the same as `datasette.hookimpl`, but typed

ID = r"\d{1,18}"
FORMAT = r"(?P<format>\.json|\.csv|\.atom)?$"
"""The format that the URL of a page requests; see `responses.respond`."""


@hookimpl
def prepare_connection(conn: Connection) -> None:
    """Limit the memory that a query can use."""
    security.limit_memory(conn)


@hookimpl
def asgi_wrapper(datasette: Any) -> Callable[[security.App], security.App]:
    """Add security headers, refuse foreign host names, drop searches without words."""
    guarded = security.wrapper(datasette)
    return lambda app: guarded(datasette_fixes.wrapper(app))


@hookimpl
def register_routes() -> list[tuple[str, View]]:
    """dripfeed's own pages, in addition to Datasette's tables and queries."""
    return [
        (r"^/$", home.page),
        (rf"^/index{FORMAT}", home.page),
        (rf"^/search{FORMAT}", search.page),
        (rf"^/compare{FORMAT}", compare.page),
        (rf"^/copies{FORMAT}", copies.page),
        (rf"^/copies/(?P<one>{ID})/(?P<other>{ID}){FORMAT}", copies.pair),
        (rf"^/post/(?P<post>{ID}){FORMAT}", post.page),
        (rf"^/post/(?P<post>{ID})/versions{FORMAT}", versions.page),
        (rf"^/clinic/(?P<clinic>[a-z0-9-]+){FORMAT}", clinic.page),
        (r"^/run$", run.latest),
        (rf"^/run/(?P<run>{ID}){FORMAT}", run.page),
        (r"^/robots\.txt$", public.robots),
    ]


@hookimpl
def render_cell(
    datasette: Any, row: Mapping[str, Any], value: object, column: str, table: str | None
) -> Markup | None:
    """Link to dripfeed's pages, and shorten long texts."""
    return cells.render(datasette, row, value, column, table)


@hookimpl
def extra_template_vars(template: str, request: Any, datasette: Any) -> Any:
    """What the page of a prepared report shows besides its rows."""
    return question.template_vars(template, request, datasette)


@hookimpl(tryfirst=True)
def handle_exception(request: Any, exception: Exception) -> Any:
    """Answer 400 if the URL requests something impossible."""
    return datasette_fixes.as_client_error(exception, request.path)
