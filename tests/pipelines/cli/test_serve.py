"""`dripfeed serve` says clearly what is missing, and shows a database under one name."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from pipelines.cli.serve import _migrate, serve
from pipelines.store.migrations import migrations
from scrapers.errors import StoreError
from tests.pipelines.examples.small_collection import filled, filled_room


def test_a_missing_database_is_an_error_that_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="run `dripfeed crawl` first"):
        CliRunner().invoke(serve, ["--db", str(tmp_path / "none.db")], catch_exceptions=False)


async def test_any_file_is_shown_as_the_database_dripfeed(tmp_path: Path) -> None:
    async with filled_room(tmp_path) as site:
        assert {name for name in site.databases if name != "_internal"} == {"dripfeed"}
        assert (await site.client.get("/dripfeed/posts.json?_shape=array")).status_code == 200


def test_an_older_database_gets_the_newest_tables(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    db = Database(path)
    migrations.apply(db, stop_before="m003_post_list")
    db.close()
    _migrate(path)
    db = Database(path)
    assert "post_list" in db.view_names()
    db.close()


def test_an_up_to_date_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    filled(path).close()
    before = path.read_bytes()
    _migrate(path)
    assert path.read_bytes() == before


def test_help_says_what_the_command_does() -> None:
    result = CliRunner().invoke(serve, ["--help"])
    assert result.exit_code == 0
    assert "DRIPFEED_DB" in result.output
