"""The Datasette site on the five clinics, and the text of its pages, for tests."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import lxml.html

from tests.pipelines.examples import five_clinics
from tests.pipelines.examples.small_collection import opened


@asynccontextmanager
async def rivals_site(folder: Path, **options: bool) -> AsyncIterator[Any]:
    """The site. options: public and full_text, as for `serve`."""
    five_clinics.filled(folder / "rivals.db").close()
    async with opened(folder / "rivals.db", **options) as site:
        yield site


async def page(site: Any, path: str) -> lxml.html.HtmlElement:
    answer = await site.client.get(path)
    assert answer.status_code == 200, (path, answer.text[:500])
    return lxml.html.fromstring(answer.text)


async def page_text(site: Any, path: str) -> str:
    """The text of the page with white space normalised, also around commas and quotes."""
    return text_of((await page(site, path)).cssselect("main")[0])


def text_of(element: lxml.html.HtmlElement) -> str:
    text = re.sub(r"\s+", " ", " ".join(element.itertext()))
    return re.sub(r"\s+(?=[,.:”])|(?<=“)\s+", "", text).strip()


def cells(table: lxml.html.HtmlElement) -> list[list[str]]:
    """The rows of a table's body as text."""
    return [
        [text_of(cell) for cell in row.cssselect("th, td")] for row in table.cssselect("tbody tr")
    ]
