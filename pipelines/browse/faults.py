"""Tells a reader's fault from the server's."""

ASKED_WRONGLY = ("Cannot ", "Invalid ")
"""How Datasette 0.65.5 begins what it says of an address that asks for something impossible, such
as to sort by a column that is not there; it calls some of these a fault of the server (500)."""


def blame(exception: Exception) -> None:
    """Let the answer to an impossible address be 400, as for all other bad addresses."""
    from datasette.views.base import DatasetteError

    if not isinstance(exception, DatasetteError) or exception.status != 500:
        return
    if str(exception.message).startswith(ASKED_WRONGLY):
        exception.status = 400
