"""The page of a post's changes: two versions compared word by word."""

from typing import Any

from datasette import NotFound, Response

from pipelines.browse.responses import Page, Row, respond, row, rows
from pipelines.browse.word_diff import SHOWN_UNCHANGED, differences, runs


async def page(datasette: Any, request: Any) -> Response:
    """`/post/ID/versions?version=N`: version N against the one before; without N the newest."""
    key = int(request.url_vars["post"])
    post = await row(datasette, "post/facts", post=key)
    versions = await rows(datasette, "versions/texts", post=key)
    chosen = _chosen(versions, request.args.get("version"))
    place = versions.index(chosen)
    before = versions[place + 1] if place + 1 < len(versions) else None
    paragraphs = differences(before["text"], chosen["text"]) if before else []
    return await respond(
        datasette,
        request,
        Page(
            template="versions.html",
            title=f"Changes to {post['title'] or 'an untitled post'}",
            parts={"versions": versions},
            shown={
                "post": post,
                "chosen": chosen,
                "before": before,
                "groups": runs(paragraphs),
                "shown_unchanged": SHOWN_UNCHANGED,
            },
        ),
    )


def _chosen(versions: list[Row], number: str | None) -> Row:
    """The version with that number, or the newest.

    Raises: NotFound if there is none.
    """
    for version in versions:
        if not number or str(version["version"]) == number:
            return version
    raise NotFound("this post has no such version")
