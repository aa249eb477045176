"""The reading room on the five clinics, and what its pages say, for tests."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import lxml.html

from tests.pipelines.examples import five_clinics
from tests.pipelines.examples.small_collection import opened


@asynccontextmanager
async def rivals_room(folder: Path, **doors: bool) -> AsyncIterator[Any]:
    """The room; doors: public and full_text, as `serve` has them."""
    five_clinics.filled(folder / "rivals.db").close()
    async with opened(folder / "rivals.db", **doors) as room:
        yield room


async def page(room: Any, path: str) -> lxml.html.HtmlElement:
    answer = await room.client.get(path)
    assert answer.status_code == 200, (path, answer.text[:500])
    return lxml.html.fromstring(answer.text)


async def said(room: Any, path: str) -> str:
    """The words of the page, white space folded and none before a comma or inside quotes."""
    return words_of((await page(room, path)).cssselect("main")[0])


def words_of(element: lxml.html.HtmlElement) -> str:
    words = re.sub(r"\s+", " ", " ".join(element.itertext()))
    return re.sub(r"\s+(?=[,.:”])|(?<=“)\s+", "", words).strip()


def cells(table: lxml.html.HtmlElement) -> list[list[str]]:
    """The rows of a table's body, as words."""
    return [
        [words_of(cell) for cell in row.cssselect("th, td")] for row in table.cssselect("tbody tr")
    ]
