"""The pages about shared text: all pairs and groups, and one pair side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from datasette import Response

from pipelines.browse.responses import Page, Row, respond, row, rows
from pipelines.dedupe.clusters import Member, first_publication
from pipelines.dedupe.passages import Passage, Span, passages

FILTERS = ("clinic", "kind")


async def page(datasette: Any, request: Any) -> Response:
    """`/copies?clinic=&kind=`: pairs by shared words, most first, and the groups they form."""
    chosen = {name: (request.args.get(name) or "").strip() for name in FILTERS}
    pairs = await rows(datasette, "copies/pairs", **chosen)
    groups = await rows(datasette, "copies/groups", clinic=chosen["clinic"])
    kinds = await rows(datasette, "copies/kinds", clinic=chosen["clinic"])
    return await respond(
        datasette,
        request,
        Page(
            template="copies.html",
            title="Shared text",
            parts={"pairs": pairs, "groups": groups, "kinds": kinds},
            shown={"chosen": chosen, "clinics": await rows(datasette, "question/clinics")},
        ),
    )


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a post's text, and the passage that it belongs to."""

    text: str
    passage: int | None
    """Number of the passage, from 1; None for text that the other post does not have."""
    is_changed: bool
    """Whether the other post has different words here, such as another name."""


async def pair(datasette: Any, request: Any) -> Response:
    """`/copies/A/B`: two posts side by side, with what they share."""
    one = await row(datasette, "copies/post", post=int(request.url_vars["one"]))
    other = await row(datasette, "copies/post", post=int(request.url_vars["other"]))
    relation = await rows(datasette, "copies/pair", one=one["id"], other=other["id"])
    shared = passages(one["text"], other["text"])
    first, reason = _first(one, other)
    return await respond(
        datasette,
        request,
        Page(
            template="pair.html",
            title="Two posts side by side",
            parts={
                "posts": [one, other],
                "relation": relation,
                "passages": list(_as_rows(shared, one["text"], other["text"])),
            },
            shown={
                "sides": [
                    (one, stretches(one["text"], shared, is_other=False)),
                    (other, stretches(other["text"], shared, is_other=True)),
                ],
                "shared_words": sum(passage.same_words for passage in shared),
                "first": first,
                "first_reason": reason,
            },
        ),
    )


def stretches(text: str, shared: Sequence[Passage], *, is_other: bool) -> list[Stretch]:
    """The text split where passages and replaced words begin and end."""
    spans = sorted(
        (span.start, span.end, number, piece.is_changed)
        for number, passage in enumerate(shared, 1)
        for piece in passage.pieces
        for span in [piece.right if is_other else piece.left]
        if span.start < span.end
    )
    parts: list[Stretch] = []
    position = 0
    for start, end, number, is_changed in spans:
        within = bool(parts) and parts[-1].passage == number
        if position < start:
            parts.append(Stretch(text[position:start], number if within else None, False))
        parts.append(Stretch(text[start:end], number, is_changed))
        position = end
    return [*parts, Stretch(text[position:], None, False)]


def _as_rows(shared: Sequence[Passage], one: str, other: str) -> Iterator[Row]:
    for number, passage in enumerate(shared, 1):
        replaced = [
            f"{_words(one, piece.left)} → {_words(other, piece.right)}"
            for piece in passage.pieces
            if piece.is_changed
        ]
        yield {
            "passage": number,
            "same_words": passage.same_words,
            "start": passage.left.start,
            "end": passage.left.end,
            "other_start": passage.right.start,
            "other_end": passage.right.end,
            "swapped": "; ".join(replaced) or None,
        }


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end] or "(nothing)"


def _first(one: Row, other: Row) -> tuple[Row | None, str]:
    """The post that was published first, None if the dates do not show it, and the reason."""
    first = first_publication([_member(one), _member(other)])
    return next((post for post in (one, other) if post["id"] == first.post), None), first.reason


def _member(post: Row) -> Member:
    dates = {name: post[name] for name in ("published_on", "published_source", "first_seen_at")}
    return Member(post=post["id"], url=post["url"], canonical=None, **dates)
