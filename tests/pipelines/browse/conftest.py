"""The reading room that most of its tests walk through."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.pipelines.browse.datasette_site import rivals_room


@pytest.fixture
async def room(tmp_path: Path) -> AsyncIterator[Any]:
    """The room on the collection of rivals; files that need another one have their own."""
    async with rivals_room(tmp_path) as ready:
        yield ready
