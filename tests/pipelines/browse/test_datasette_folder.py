"""`datasette data/` shows the same pages as `dripfeed serve`."""

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from pipelines import data_folder
from tests.pipelines.examples.small_collection import filled


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Any]:
    """What Datasette makes of the folder data/ with a database in it."""
    folder = tmp_path / "data"
    shutil.copytree(data_folder(), folder, ignore=shutil.ignore_patterns("*.db*", "archive"))
    filled(folder / "dripfeed.db").close()
    site = Datasette([], config_dir=folder)
    await site.invoke_startup()
    yield site
    for database in site.databases.values():
        database.close()


@pytest.mark.parametrize("path", ["/", "/post/1", "/dripfeed", "/static/dripfeed.css"])
async def test_a_page_of_dripfeed_answers(site: Any, path: str) -> None:
    assert (await site.client.get(path)).status_code == 200


async def test_the_settings_of_dripfeed_hold(site: Any) -> None:
    assert site.setting("allow_download") is False
