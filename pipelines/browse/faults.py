"""Tells a reader's fault from the server's."""

from datasette import Response

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
