"""The search page: posts that contain the words, best match first, with filters."""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import partial
from typing import Any
from urllib.parse import urlencode

from datasette import Response
from markupsafe import Markup, escape

from pipelines.browse.responses import Page, Row, respond, rows
from pipelines.browse.search_syntax import SearchQuery, parse_search

PAGE_POSTS = 20
FEED_POSTS = 50
COUNTED_POSTS = 2_000
"""Results that the facets count. Source: over all of 50,000 results they took 300 ms, over 2,000
of them 11 ms."""
FILTERS = ("clinic", "topic", "year", "month", "tag", "claim", "contact")
MARKED = re.compile("\x02([^\x02\x03]*)\x03")
"""What the query search/hits puts around a matching word."""


async def page(datasette: Any, request: Any) -> Response:
    """`/search?q=&clinic=&topic=&year=&...&page=`; without words the newest posts."""
    typed = parse_search(request.args.get("q") or "")
    filters = {name: (request.args.get(name) or "").strip() for name in FILTERS}
    number = _page_number(request.args.get("page"))
    facets = await _facets(datasette, typed, filters)
    params = {"match": typed.match, "without": typed.without, **filters}
    total = (await rows(datasette, "search/total", **params))[0]["posts"]
    topic = await rows(datasette, "search/topic", topic=filters["topic"])
    chosen = {**filters, "topic": topic[0]["label"] if topic else filters["topic"]}
    is_feed = request.url_vars.get("format") == ".atom"
    window = {"limit": PAGE_POSTS, "offset": (number - 1) * PAGE_POSTS}
    hits = await _hits(datasette, typed, filters, {"limit": FEED_POSTS} if is_feed else window)
    return await respond(
        datasette,
        request,
        Page(
            template="search.html",
            title=_title(typed, chosen),
            parts={
                "hits": hits,
                "facets": [row for facet in facets.values() for row in facet],
            },
            shown={
                "q": typed.text,
                "filters": filters,
                "chosen": chosen,
                "facets": facets,
                "total": total,
                "counted": min(total, COUNTED_POSTS),
                "number": number,
                "pages": -(-total // PAGE_POSTS),
                "marked": marked,
                "search_url": partial(_search_url, datasette),
                "is_search": bool(typed.match),
                "is_narrowed": bool(typed.without),
            },
            feed="hits",
        ),
    )


def _title(typed: SearchQuery, chosen: Mapping[str, str]) -> str:
    """The search as the title of a page or a feed."""
    parts = [typed.text, *(value for value in chosen.values() if value)]
    return ", ".join(filter(None, parts)) or "Posts"


def marked(passage: str | None) -> Markup:
    """The passage as HTML with the matching words in mark elements."""
    html = MARKED.sub(r"<mark>\1</mark>", str(escape(passage or "")))
    return Markup(html)  # noqa: S704 - escaped in the line above


async def _hits(
    datasette: Any, typed: SearchQuery, filters: dict[str, str], window: dict[str, int]
) -> list[Row]:
    limits = {"without": typed.without, **filters, "offset": 0, **window}
    if typed.match:
        return await rows(datasette, "search/hits", match=typed.match, **limits)
    return await rows(datasette, "search/latest", **limits)


async def _facets(
    datasette: Any, typed: SearchQuery, filters: dict[str, str]
) -> dict[str, list[Row]]:
    facets: dict[str, list[Row]] = defaultdict(list)
    params = {"match": typed.match, "without": typed.without, "sample": COUNTED_POSTS, **filters}
    for row in await rows(datasette, "search/facets", **params):
        facets[row["facet"]].append(row)
    return facets


def _search_url(datasette: Any, params: Mapping[str, object], changes: Mapping[str, object]) -> str:
    """The URL of this page with other filters or another page of results."""
    chosen = {name: value for name, value in {**params, **changes}.items() if value}
    return str(datasette.urls.path(f"/search?{urlencode(chosen)}"))


def _page_number(text: str | None) -> int:
    return int(text) if text and re.fullmatch(r"[1-9]\d{0,5}", text) else 1
