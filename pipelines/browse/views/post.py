"""The page of one post: its text to read, and beside it every fact with its evidence."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from datasette import Response

from pipelines.browse.markdown import to_html, with_mark
from pipelines.browse.responses import Page, Row, answer, row, rows

PARTS = (
    "claims", "topics", "citations", "contacts", "links", "images", "tags", "versions",
    "same_title", "copies", "routes", "addresses",
)  # fmt: skip
DOUBTED = ("title", "author", "reviewer", "published", "modified")
"""Facts whose losing candidates the page shows."""
MARKABLE = {"claim": ("claims", "id", "sentence"), "topic": ("topics", "topic", "quote"),
            "citation": ("citations", "id", "sentence")}  # fmt: skip
"""Parameter that chooses a sentence -> its part, the key of a row, and the column to mark."""


async def page(datasette: Any, request: Any) -> Response:
    """`/post/ID`, with `?claim=ID`, `?topic=ID` or `?citation=ID` its sentence marked in place."""
    key = int(request.url_vars["post"])
    post = await row(datasette, "post/facts", post=key)
    parts = {part: await rows(datasette, f"post/{part}", post=key) for part in PARTS}
    extractions = await rows(datasette, "post/extraction", post=key)
    extraction = extractions[0] if extractions else None
    clusters = await rows(datasette, "post/cluster", post=key)
    marked = _marked(parts, request.args)
    return await answer(
        datasette,
        request,
        Page(
            template="post.html",
            title=post["title"] or "Untitled post",
            parts={"post": post, **parts},
            shown={
                "body": with_mark(to_html(post["markdown"]), marked),
                "marked": marked,
                "chosen": {name: request.args.get(name) for name in MARKABLE},
                "extraction": extraction,
                "cluster": clusters[0] if clusters else None,
                "cut": _cut_blocks(extraction),
                "losers": _losers(extraction),
                "witnesses": _witnesses(extraction),
            },
        ),
    )


def _marked(parts: Mapping[str, list[Row]], args: Any) -> str | None:
    """The sentence that the address chooses; None if it chooses none of this post."""
    for name, (part, key, column) in MARKABLE.items():
        for each in parts[part]:
            if args.get(name) == str(each[key]) and each[column]:
                return str(each[column])
    return None


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
