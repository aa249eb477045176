"""metadata.yaml describes every table, and the pages in docs/ repeat it."""

import pytest
from sqlite_utils import Database

from pipelines.browse import generated_docs
from pipelines.browse.code_tables import reasons_page
from pipelines.store.database import open_database

TABLES = generated_docs.tables()
SHADOWS = ("posts_fts_config", "posts_fts_data", "posts_fts_docsize", "posts_fts_idx")


@pytest.fixture(scope="module")
def db() -> Database:
    return open_database(":memory:")


def names(db: Database) -> set[str]:
    found = {*db.table_names(), *db.view_names()}
    return {name for name in found if name not in SHADOWS}


def shown_columns(db: Database, table: str) -> list[str]:
    """As Datasette lists them: with generated columns, without a virtual table's hidden ones."""
    rows = db.execute("SELECT name, hidden FROM pragma_table_xinfo(?)", [table])
    return [name for name, hidden in rows if hidden != 1]


def test_every_table_and_view_has_a_text_and_every_text_has_its_table(db: Database) -> None:
    assert set(TABLES) == names(db)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_column_has_a_text_and_every_text_has_its_column(db: Database, table: str) -> None:
    assert list(TABLES[table]["columns"]) == shown_columns(db, table)


@pytest.mark.parametrize("table", sorted(TABLES))
def test_every_table_has_a_title_and_a_sentence(table: str) -> None:
    assert TABLES[table]["title"]
    assert TABLES[table]["description"].endswith(".")


def test_the_page_of_reasons_is_up_to_date() -> None:
    written = generated_docs.REASONS_PAGE.read_text(encoding="utf-8")
    assert written == reasons_page(), "run python -m pipelines.browse.generated_docs"


def test_the_page_of_columns_is_up_to_date() -> None:
    written = generated_docs.PAGE.read_text(encoding="utf-8")
    assert written == generated_docs.to_markdown(), "run python -m pipelines.browse.generated_docs"


def test_the_page_of_reports_is_up_to_date() -> None:
    written = generated_docs.QUESTIONS_PAGE.read_text(encoding="utf-8")
    expected = generated_docs.questions_to_markdown()
    assert written == expected, "run python -m pipelines.browse.generated_docs"
