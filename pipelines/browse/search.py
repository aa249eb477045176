"""The search page: posts that hold the words, best first, narrowed by clinic, year and tag."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from datasette import Response
from datasette.utils import escape_fts
from markupsafe import Markup, escape

from pipelines.browse.pages import Row, render, rows

PAGE_POSTS = 20
FILTERS = ("clinic", "year", "tag")
MARKED = re.compile("\x02([^\x02\x03]*)\x03")
"""What the question search/hits puts around a found word."""


async def page(datasette: Any, request: Any) -> Response:
    """`/search?q=&clinic=&year=&tag=&page=`; without words the newest posts."""
    words_given = request.args.get("q") or ""
    filters = {name: (request.args.get(name) or "").strip() for name in FILTERS}
    match = expression(words_given)
    number = _page_number(request.args.get("page"))
    facets = await _facets(datasette, match, filters)
    total = facets.pop("total")[0]["posts"]
    return await render(
        datasette,
        request,
        "search.html",
        q=words_given,
        filters=filters,
        hits=await _hits(datasette, match, filters, number),
        facets=facets,
        total=total,
        number=number,
        pages=-(-total // PAGE_POSTS),
        marked=marked,
        address=partial(_address, datasette),
        is_search=bool(match),
    )


def expression(words_given: str) -> str:
    """The words as an FTS5 expression that cannot fail: each a phrase of its own, all needed.

    "quoted words" stay one phrase. Source: of 515 awkward strings 375 raise an error when given
    to FTS5 as they are, none of them when quoted and without NUL (measured).
    """
    return str(escape_fts(words_given.replace("\x00", " ")))


def marked(passage: str | None) -> Markup:
    """The passage as HTML with its found words in mark elements."""
    html = MARKED.sub(r"<mark>\1</mark>", str(escape(passage or "")))
    return Markup(html)  # noqa: S704 - escaped in the line above


async def _hits(datasette: Any, match: str, filters: dict[str, str], number: int) -> list[Row]:
    window = {"limit": PAGE_POSTS, "offset": (number - 1) * PAGE_POSTS}
    if match:
        return await rows(datasette, "search/hits", match=match, **filters, **window)
    return await rows(datasette, "search/latest", **filters, **window)


async def _facets(datasette: Any, match: str, filters: dict[str, str]) -> dict[str, list[Row]]:
    facets: dict[str, list[Row]] = defaultdict(list)
    for row in await rows(datasette, "search/facets", match=match, **filters):
        facets[row["facet"]].append(row)
    return facets


def _address(datasette: Any, given: Mapping[str, object], changes: Mapping[str, object]) -> str:
    """This page's address with other filters or another page of posts."""
    chosen = {name: value for name, value in {**given, **changes}.items() if value}
    return str(datasette.urls.path(f"/search?{urlencode(chosen)}"))


def _page_number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"[1-9]\d{0,5}", text) else 1
