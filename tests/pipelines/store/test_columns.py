"""What is stored has a column for each field, and no column is left without a field."""

import pytest
from sqlite_utils import Database

from pipelines.items import Mention, Term
from pipelines.store.copies.pairs import COLUMNS as COPY_COLUMNS
from pipelines.store.database import open_database
from pipelines.store.posts import PARTS, POST_COLUMNS
from pipelines.store.terms import MENTION_COLUMNS, TERM_COLUMNS
from scrapers.items import Clinic
from scrapers.state.columns import columns_of, upsert

KEYS = {"id", "post", "term", "other"}
"""Numbers of rows, which no item has."""
SET_LATER = {"posts": {"cluster"}, "clinics": {"platform", "platform_sign"}}
"""Columns that another step fills."""
TABLES: dict[str, tuple[str, ...]] = {
    "posts": POST_COLUMNS,
    **PARTS,
    "terms": TERM_COLUMNS,
    "mentions": MENTION_COLUMNS,
    "clinics": columns_of(Clinic),
    "copies": COPY_COLUMNS,
}


@pytest.fixture(scope="module")
def db() -> Database:
    return open_database(":memory:")


@pytest.mark.parametrize("table", TABLES)
def test_the_columns_of_a_table_are_the_fields_of_its_items(db: Database, table: str) -> None:
    # table_info leaves out generated columns, which nobody fills
    names = {name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", [table])}
    assert names - KEYS - SET_LATER.get(table, set()) == set(TABLES[table])


def test_a_row_that_is_there_is_brought_up_to_date() -> None:
    db = open_database(":memory:")
    statement = upsert("terms", columns_of(Term), key=["kind", "label"])
    row = {"kind": "drug", "label": "ketamine", "other_codes": None, "source": None}
    for code in ("MESH:D007649", "RXNORM:6130"):
        db.conn.execute(statement, {**row, "code": code, "checked_on": None})
    assert [(term["id"], term["code"]) for term in db["terms"].rows] == [(1, "RXNORM:6130")]


def test_a_field_with_a_table_of_its_own_is_no_column() -> None:
    assert {"kind", "label"} <= set(columns_of(Mention))
    assert {"kind", "label"}.isdisjoint(columns_of(Mention, without=("kind", "label")))
