"""Lets the search box of a table page be left empty.

Tells a reader's fault from the server's.
"""

from urllib.parse import parse_qsl, urlencode

from datasette import Response

from pipelines.browse.search_syntax import parse_search
from pipelines.browse.security import App, Receive, Scope, Send


def wrapper(app: App) -> App:
    """ASGI middleware: take a search without words out of the query string.

    Datasette 0.65.5 gives it to FTS5, which answers with a syntax error (measured with "", blanks,
    two quotation marks and NUL, each of which a form can send).
    """

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if b"_search" in scope.get("query_string", b""):
            scope = {**scope, "query_string": with_words(scope["query_string"])}
        await app(scope, receive, send)

    return guarded


def with_words(query_string: bytes) -> bytes:
    """The query string without searches that hold no words, and without NUL in the others."""
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


ASKED_WRONGLY = ("Cannot ", "Invalid ")
"""How Datasette 0.65.5 begins what it says of an address that asks for something impossible, such
as to sort by a column that is not there; it calls some of these a fault of the server (500)."""
LIST_OF_TABLES = "/dripfeed.csv"


def blame(exception: Exception, path: str) -> Response | None:
    """Let the answer to an impossible address be 400, as for all other bad addresses.

    Returns: the answer where Datasette has none: it breaks with KeyError over the CSV of the list
    of tables; None where it writes the page.
    """
    from datasette.views.base import DatasetteError

    if isinstance(exception, KeyError) and path == LIST_OF_TABLES:
        return Response.text("name a table, as in /dripfeed/posts.csv, or give ?sql=\n", status=400)
    if not isinstance(exception, DatasetteError) or exception.status != 500:
        return None
    if str(exception.message).startswith(ASKED_WRONGLY):
        exception.status = 400
    return None
