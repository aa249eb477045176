"""Works around two faults of Datasette: empty searches, and status 500 for bad requests."""

from urllib.parse import parse_qsl, urlencode

from datasette import Response

from pipelines.browse.search_syntax import parse_search
from pipelines.browse.security import App, Receive, Scope, Send


def wrapper(app: App) -> App:
    """ASGI middleware: remove searches without words from the query string.

    Datasette 0.65.5 passes them to FTS5, which raises a syntax error (measured with "", blanks, two
    quotation marks and NUL, each of which a form can send).
    """

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if b"_search" in scope.get("query_string", b""):
            scope = {**scope, "query_string": without_empty_searches(scope["query_string"])}
        await app(scope, receive, send)

    return guarded


def without_empty_searches(query_string: bytes) -> bytes:
    """The query string without searches that have no words, and without NUL in the others."""
    pairs = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True)
    return urlencode(
        [
            (name, value.replace("\x00", " ") if _is_search(name) else value)
            for name, value in pairs
            if not _is_search(name) or parse_search(value).match
        ]
    ).encode()


def _is_search(name: str) -> bool:
    return name == "_search" or name.startswith("_search_")


BAD_REQUEST_STARTS = ("Cannot ", "Invalid ")
"""How the messages of Datasette 0.65.5 begin when a URL requests something impossible, such as
sorting by a column that does not exist; for some of these it answers 500."""
LIST_OF_TABLES = "/dripfeed.csv"


def as_client_error(exception: Exception, path: str) -> Response | None:
    """Make the response to an impossible request 400, as for all other bad requests.

    Returns: the response where Datasette has none, because it fails with KeyError on the CSV of the
    list of tables; None where Datasette writes the page.
    """
    from datasette.views.base import DatasetteError

    if isinstance(exception, KeyError) and path == LIST_OF_TABLES:
        return Response.text("name a table, as in /dripfeed/posts.csv, or give ?sql=\n", status=400)
    if not isinstance(exception, DatasetteError) or exception.status != 500:
        return None
    if str(exception.message).startswith(BAD_REQUEST_STARTS):
        exception.status = 400
    return None
