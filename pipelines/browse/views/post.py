"""The page of one post: its text, and every fact with its evidence."""

import json
from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from datasette import Response

from pipelines.browse.markdown import highlight, to_html
from pipelines.browse.responses import Page, Row, respond, row, rows

PARTS = (
    "claims", "topics", "citations", "contacts", "links", "images", "tags", "versions",
    "same_title", "copies", "routes", "addresses",
)  # fmt: skip
CANDIDATE_FACTS = ("title", "author", "reviewer", "published", "modified")
"""Facts whose rejected candidates the page shows."""
HIGHLIGHTS = {"claim": ("claims", "id", "sentence"), "topic": ("topics", "topic", "quote"),
            "citation": ("citations", "id", "sentence")}  # fmt: skip
"""Parameter that chooses a sentence -> its part, the key of a row, and the column to highlight."""


async def page(datasette: Any, request: Any) -> Response:
    """`/post/ID`; `?claim=ID`, `?topic=ID` or `?citation=ID` highlights a sentence in the text."""
    key = int(request.url_vars["post"])
    post = await row(datasette, "post/facts", post=key)
    parts = {part: await rows(datasette, f"post/{part}", post=key) for part in PARTS}
    extractions = await rows(datasette, "post/extraction", post=key)
    extraction = extractions[0] if extractions else None
    clusters = await rows(datasette, "post/cluster", post=key)
    marked = _marked(parts, request.args)
    return await respond(
        datasette,
        request,
        Page(
            template="post.html",
            title=post["title"] or "Untitled post",
            parts={"post": post, **parts},
            shown={
                "body": highlight(to_html(post["markdown"]), marked),
                "marked": marked,
                "chosen": {name: request.args.get(name) for name in HIGHLIGHTS},
                "extraction": extraction,
                "cluster": clusters[0] if clusters else None,
                "cut": _cut_blocks(extraction),
                "losers": _losers(extraction),
                "agreements": _agreements(extraction),
            },
        ),
    )


def _marked(parts: Mapping[str, list[Row]], args: Any) -> str | None:
    """The sentence that the URL chooses; None if it chooses none of this post."""
    for name, (part, key, column) in HIGHLIGHTS.items():
        for candidate in parts[part]:
            if args.get(name) == str(candidate[key]) and candidate[column]:
                return str(candidate[column])
    return None


def _cut_blocks(extraction: Row | None) -> dict[str, list[Row]]:
    """Role -> blocks of the page that are not part of the post's text, in reading order."""
    cut: dict[str, list[Row]] = defaultdict(list)
    for block in json.loads(extraction["blocks"]) if extraction else ():
        role = block.get("role", "body")
        if role not in {"body", "title"}:
            cut[role].append(block)
    return dict(cut)


def _agreements(extraction: Row | None) -> list[dict[str, Any]]:
    """Alternate sources of the body, how far they agree, and passages that only one side has."""
    evidence = json.loads(extraction["evidence"]) if extraction else {}
    return list(evidence.get("agreements", ()))


def _losers(extraction: Row | None) -> list[dict[str, str]]:
    """Other candidates for title, author and dates, and why they were rejected."""
    evidence = json.loads(extraction["evidence"]) if extraction else {}
    return [
        {"fact": fact, **candidate}
        for fact in CANDIDATE_FACTS
        for candidate in (evidence.get(fact) or {}).get("candidates", ())
        if candidate.get("lost")
    ]
