"""What `benchmarks.golden` hashes of pages: extractions, and the JSON of the Datasette site."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from benchmarks.pages import corpus_pages, site_pages
from pipelines.extract import extract
from scrapers.items import Page
from tests.pipelines.browse.datasette_site import rivals_site
from tests.pipelines.examples.small_collection import filled_room

SMALL = ("index", "post/1", "post/1/versions", "clinic/quiet-clinic", "copies/3/4", "run/1")
"""Pages on the small collection, which alone has blocks and evidence."""
RIVALS = (
    "index", "post/1", "post/2/versions", "clinic/harbor-infusion", "copies", "copies/1/5",
    "search?q=ketamine", "run/2", "compare?clinic=harbor-infusion&clinic=lakeside-iv",
    "dripfeed/copied_pairs?_shape=array", "dripfeed/claims_by_clinic?_shape=array",
    "dripfeed/post_list?_shape=array",
)  # fmt: skip
"""Pages on the collection of rivals. No query among them counts back from today."""


def corpus_contents() -> Iterator[tuple[str, bytes]]:
    """The extraction of every page of the shared corpus."""
    for key, page in corpus_pages():
        yield key, content_of(page)


def site_contents() -> Iterator[tuple[str, bytes]]:
    """The extraction of every page of the imitation sites."""
    for path, page in site_pages():
        yield path, content_of(page)


def content_of(page: Page) -> bytes:
    """The extraction of a page as JSON, without the version of what extracted it."""
    return as_lines(values_only(msgspec.to_builtins(replace(extract(page), extractor=""))))


def values_only(content: Any) -> Any:
    """The values of each object in the order of its fields: a field may be renamed."""
    if isinstance(content, dict):
        return [values_only(value) for value in content.values()]
    if isinstance(content, list | tuple):
        return [values_only(value) for value in content]
    return content


def as_lines(content: Any) -> bytes:
    """JSON with a line for every value, which a diff can show."""
    return msgspec.json.format(msgspec.json.encode(content), indent=1)


def json_contents() -> Iterator[tuple[str, bytes]]:
    """The JSON of pages of the Datasette site on the two collections of the tests."""
    yield from asyncio.run(_json_contents())


async def _json_contents() -> list[tuple[str, bytes]]:
    contents = []
    with TemporaryDirectory() as folder:
        for collection, opened, paths in (
            ("small", filled_room, SMALL),
            ("rivals", rivals_site, RIVALS),
        ):
            async with opened(Path(folder)) as datasette:
                for path in paths:
                    response = await datasette.client.get(f"/{json_path(path)}")
                    response.raise_for_status()
                    contents.append((f"{collection}/{path}", as_lines(response.json())))
    return contents


def json_path(path: str) -> str:
    """The path of the JSON of a page: `.json` goes before the query."""
    page, mark, query = path.partition("?")
    return f"{page}.json{mark}{query}"
