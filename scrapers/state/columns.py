"""Columns of tables from the fields of what is stored in them, and the statement that stores it."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any


def columns_of(item: type[Any], *, without: Iterable[str] = ()) -> tuple[str, ...]:
    """The names of a dataclass's fields, in their order.

    without: fields that have tables of their own.
    """
    left_out = frozenset(without)
    return tuple(field.name for field in fields(item) if field.name not in left_out)


def upsert(table: str, columns: Sequence[str], key: Sequence[str]) -> str:
    """The statement that inserts a row with named parameters, or brings it up to date.

    key: columns that tell whether the row is there. Never INSERT OR REPLACE, which deletes the row
    and with it all that refers to it. The names are the project's own, never what a page says.
    """
    values = ", ".join(f":{column}" for column in columns)
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in key)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values}) "  # noqa: S608
        f"ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}"
    )
