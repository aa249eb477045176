"""How every page of our own gets its rows and becomes an answer: HTML, JSON, CSV or Atom.

One scheme for all: the page's address with `.json` gives everything that it shows, with `.csv` one
of its tables (`?part=NAME`, else the first), and where there are posts to follow `.atom` a feed.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from datasette import NotFound, Response
from datasette.utils.asgi import BadRequest

from pipelines.browse import atom
from pipelines.browse.app import DATABASE
from pipelines.browse.public import may_take_texts, without_texts
from pipelines.enrich.redaction import redacted
from pipelines.queries import bind_parameters, question
from pipelines.reports import labels

Row = Mapping[str, Any]
Parts = Mapping[str, Row | Sequence[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What one page shows."""

    template: str
    title: str
    parts: Parts
    """Name -> rows, or the one row; what the template, JSON and CSV have in common."""
    shown: Mapping[str, object] = field(default_factory=dict)
    """What only the template needs, made from the parts."""
    feed: str | None = None
    """The part whose posts the page's feed has; None for a page without a feed."""

    @property
    def tables(self) -> list[str]:
        """Names of the parts that CSV can have."""
        return [name for name, rows in self.parts.items() if not isinstance(rows, Mapping)]


async def rows(datasette: Any, name: str, **given: object) -> list[Row]:
    """The rows that answer a page's question, such as post/facts, or a user's, such as inventory.

    Raises: NotFound if the collection is missing.
    """
    if DATABASE not in datasette.databases:
        raise NotFound("nothing is collected yet: run `dripfeed crawl`, then reload")
    asked = question(f"pages/{name}" if "/" in name else name)
    found = await datasette.get_database(DATABASE).execute(asked.sql, bind_parameters(asked, given))
    return [dict(row) for row in found.rows]


async def row(datasette: Any, name: str, **given: object) -> Row:
    """The one row that answers a page's question.

    Raises: NotFound if there is none.
    """
    found = await rows(datasette, name, **given)
    if not found:
        raise NotFound("there is no such page")
    return found[0]


async def answer(datasette: Any, request: Any, page: Page) -> Response:
    """The page in the form that its address asks for, for readers who may see the database."""
    allowed = [("view-database", DATABASE), "view-instance"]
    await datasette.ensure_permissions(request.actor, allowed)
    form = request.url_vars.get("form") or ""
    if form == ".json":
        return Response.json(_taken(datasette, page.parts), default=str)
    if form == ".csv":
        return _csv(_taken(datasette, page.parts), page.tables, request.args.get("part"))
    if form == ".atom":
        return _atom(datasette, request, page)
    context = {
        **page.parts,
        **page.shown,
        "title": page.title,
        "words": labels,
        "database": DATABASE,
        "forms": _forms(request, page),
        "takes_texts": may_take_texts(datasette),
    }
    return Response.html(await datasette.render_template(page.template, context, request=request))


def _taken(datasette: Any, parts: Parts) -> Any:
    """The parts as they may leave this room: patients masked, whole texts only where allowed."""
    return _masked(parts if may_take_texts(datasette) else without_texts(parts))


def _masked(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _masked(each) for name, each in value.items()}
    return [_masked(each) for each in value] if isinstance(value, list) else redacted(value)


def _csv(parts: Mapping[str, Any], tables: Sequence[str], wanted: str | None) -> Response:
    from pipelines.reports.export import Format, write

    name = wanted or (tables[0] if tables else "")
    if name not in tables:
        known = ", ".join(tables) or "none"
        raise BadRequest(f"this page has no table {name!r}; it has: {known}")
    out = io.StringIO()
    write(parts[name], Format.CSV, out)
    return Response(out.getvalue(), content_type="text/csv; charset=utf-8")


def _atom(datasette: Any, request: Any, page: Page) -> Response:
    if page.feed is None:
        raise NotFound("this page has no feed")

    def absolute(path: str) -> str:
        return str(datasette.absolute_url(request, str(datasette.urls.path(path))))

    path = request.path.removesuffix(".atom")
    here = f"{'/' if path == '/index' else path}{_query(request)}"
    text = atom.atom(page.parts[page.feed], title=page.title, page_url=absolute(here),
                      absolute=absolute)  # fmt: skip
    return Response(text, content_type="application/atom+xml; charset=utf-8")


def _forms(request: Any, page: Page) -> dict[str, Any]:
    """Addresses of the same page in other forms, for its foot and its head."""
    path = "/index" if request.path == "/" else request.path
    tables = {name: f"{path}.csv{_query(request, part=name)}" for name in page.tables}
    feed = f"{path}.atom{_query(request)}" if page.feed else None
    return {"json": f"{path}.json{_query(request)}", "csv": tables, "atom": feed}


def _query(request: Any, **more: str) -> str:
    given = [
        (name, value)
        for name in request.args
        if name not in {"part", "page"}
        for value in request.args.getlist(name)
    ]
    query = urlencode([*given, *more.items()])
    return f"?{query}" if query else ""
