"""How each of dripfeed's pages gets its rows and becomes a response: HTML, JSON, CSV or Atom.

All pages work alike: the URL of a page with `.json` returns everything that the page shows, with
`.csv` one of its tables (`?part=NAME`, else the first), and with `.atom` a feed of its posts.
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
from pipelines.browse.text import safe_url
from pipelines.enrich.redaction import redact_cell
from pipelines.queries import bind_parameters, question
from pipelines.reports import labels

Row = Mapping[str, Any]
Parts = Mapping[str, Row | Sequence[Row]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The content of one page."""

    template: str
    title: str
    parts: Parts
    """Name -> rows or a single row; shared by the template, JSON and CSV."""
    shown: Mapping[str, object] = field(default_factory=dict)
    """What only the template needs, derived from the parts."""
    feed: str | None = None
    """The part with the posts of the page's feed; None for a page without a feed."""

    @property
    def tables(self) -> list[str]:
        """Names of the parts that are available as CSV."""
        return [name for name, rows in self.parts.items() if not isinstance(rows, Mapping)]


async def rows(datasette: Any, name: str, **params: object) -> list[Row]:
    """The rows of a page's query, such as post/facts, or of a prepared report, such as inventory.

    Raises: NotFound if the collection is missing.
    """
    if DATABASE not in datasette.databases:
        raise NotFound("nothing has been collected yet: run `dripfeed crawl`, then reload")
    query = question(f"pages/{name}" if "/" in name else name)
    results = await datasette.get_database(DATABASE).execute(
        query.sql, bind_parameters(query, params)
    )
    return [dict(row) for row in results.rows]


async def row(datasette: Any, name: str, **params: object) -> Row:
    """The single row of a page's query.

    Raises: NotFound if there is none.
    """
    matches = await rows(datasette, name, **params)
    if not matches:
        raise NotFound("there is no such page")
    return matches[0]


async def respond(datasette: Any, request: Any, page: Page) -> Response:
    """The page in the format that its URL requests, for readers who may see the database."""
    allowed = [("view-database", DATABASE), "view-instance"]
    await datasette.ensure_permissions(request.actor, allowed)
    suffix = request.url_vars.get("format") or ""
    if suffix == ".json":
        return Response.json(_exportable(datasette, page.parts), default=str)
    if suffix == ".csv":
        return _csv(_exportable(datasette, page.parts), page.tables, request.args.get("part"))
    if suffix == ".atom":
        return _atom(datasette, request, page)
    context = {
        **page.parts,
        **page.shown,
        "title": page.title,
        "labels": labels,
        "safe_url": safe_url,
        "database": DATABASE,
        "formats": _formats(request, page),
        "takes_texts": may_take_texts(datasette),
    }
    return Response.html(await datasette.render_template(page.template, context, request=request))


def _exportable(datasette: Any, parts: Parts) -> Any:
    """The parts as they may leave this site: patients redacted, whole texts only where allowed."""
    return _redacted(parts if may_take_texts(datasette) else without_texts(parts))


def _redacted(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _redacted(part) for name, part in value.items()}
    return [_redacted(item) for item in value] if isinstance(value, list) else redact_cell(value)


def _csv(parts: Mapping[str, Any], tables: Sequence[str], part: str | None) -> Response:
    from pipelines.reports.export import Format, write

    name = part or (tables[0] if tables else "")
    if name not in tables:
        available = ", ".join(tables) or "none"
        raise BadRequest(f"this page has no table {name!r}; it has: {available}")
    out = io.StringIO()
    write(parts[name], Format.CSV, out)
    return Response(out.getvalue(), content_type="text/csv; charset=utf-8")


def _atom(datasette: Any, request: Any, page: Page) -> Response:
    if page.feed is None:
        raise NotFound("this page has no feed")

    def absolute(path: str) -> str:
        return str(datasette.absolute_url(request, str(datasette.urls.path(path))))

    path = request.path.removesuffix(".atom")
    page_path = f"{'/' if path == '/index' else path}{_query(request)}"
    text = atom.atom(page.parts[page.feed], title=page.title, page_url=absolute(page_path),
                      absolute=absolute)  # fmt: skip
    return Response(text, content_type="application/atom+xml; charset=utf-8")


def _formats(request: Any, page: Page) -> dict[str, Any]:
    """URLs of the same page in other formats, for its footer and its head."""
    path = "/index" if request.path == "/" else request.path
    tables = {name: f"{path}.csv{_query(request, part=name)}" for name in page.tables}
    feed = f"{path}.atom{_query(request)}" if page.feed else None
    return {"json": f"{path}.json{_query(request)}", "csv": tables, "atom": feed}


def _query(request: Any, **extra: str) -> str:
    params = [
        (name, value)
        for name in request.args
        if name not in {"part", "page"}
        for value in request.args.getlist(name)
    ]
    query = urlencode([*params, *extra.items()])
    return f"?{query}" if query else ""
