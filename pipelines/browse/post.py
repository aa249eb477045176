"""The page of one post: its text to read, and beside it every fact with its evidence."""

import json
from collections import defaultdict
from typing import Any

from datasette import Response

from pipelines.browse.pages import Row, render, row, rows
from pipelines.browse.readable import to_html

PARTS = ("tags", "images", "links", "citations", "versions", "same_title", "routes", "addresses")
DOUBTED = ("title", "author", "reviewer", "published", "modified")
"""Facts whose losing candidates the page shows."""


async def page(datasette: Any, request: Any) -> Response:
    """`/post/ID`."""
    key = int(request.url_vars["post"])
    post = await row(datasette, "post/facts", post=key)
    parts = {part: await rows(datasette, f"post/{part}", post=key) for part in PARTS}
    extractions = await rows(datasette, "post/extraction", post=key)
    extraction = extractions[0] if extractions else None
    return await render(
        datasette,
        request,
        "post.html",
        post=post,
        body=to_html(post["markdown"]),
        extraction=extraction,
        cut=_cut_blocks(extraction),
        losers=_losers(extraction),
        witnesses=_witnesses(extraction),
        **parts,
    )


def _cut_blocks(extraction: Row | None) -> dict[str, list[Row]]:
    """Role -> blocks of the page that are no text of the post, in reading order."""
    cut: dict[str, list[Row]] = defaultdict(list)
    for block in json.loads(extraction["blocks"]) if extraction else ():
        role = block.get("role", "body")
        if role not in {"body", "title"}:
            cut[role].append(block)
    return dict(cut)


def _witnesses(extraction: Row | None) -> list[dict[str, Any]]:
    """What else has the body, how far it agrees, and the passages that only one side has."""
    evidence = json.loads(extraction["evidence"]) if extraction else {}
    return list(evidence.get("agreements", ()))


def _losers(extraction: Row | None) -> list[dict[str, str]]:
    """What else the page offers as title, author or date, and why it was not taken."""
    evidence = json.loads(extraction["evidence"]) if extraction else {}
    return [
        {"fact": fact, **candidate}
        for fact in DOUBTED
        for candidate in (evidence.get(fact) or {}).get("candidates", ())
        if candidate.get("lost")
    ]
