"""The Datasette site that most tests of its pages read: one per file, for no test writes to it."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from tests.pipelines.browse.datasette_site import rivals_site


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the async tests of a file in one loop: the site that they share belongs to it."""
    own = [item for item in items if item.path.is_relative_to(Path(__file__).parent)]
    for item in filter(pytest_asyncio.is_async_test, own):
        item.add_marker(pytest.mark.asyncio(loop_scope="module"), append=False)


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Any]:
    """The site on the five clinics; files that need another one have their own."""
    async with rivals_site(tmp_path_factory.mktemp("five_clinics")) as ready:
        yield ready
