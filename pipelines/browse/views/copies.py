"""The pages of shared text: all pairs and groups, and one pair side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from datasette import Response

from pipelines.browse.responses import Page, Row, answer, row, rows
from pipelines.dedupe.clusters import Member, first_publication
from pipelines.dedupe.passages import Passage, Span, passages

FILTERS = ("clinic", "kind")


async def page(datasette: Any, request: Any) -> Response:
    """`/copies?clinic=&kind=`: pairs with most shared words first, and the groups they form."""
    chosen = {name: (request.args.get(name) or "").strip() for name in FILTERS}
    pairs = await rows(datasette, "copies/pairs", **chosen)
    groups = await rows(datasette, "copies/groups", clinic=chosen["clinic"])
    kinds = await rows(datasette, "copies/kinds", clinic=chosen["clinic"])
    return await answer(
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
    """A stretch of one post's text, and the passage that it belongs to."""

    text: str
    passage: int | None
    """Number of the passage, from 1; None for text that the other post does not have."""
    is_changed: bool
    """Whether the other post has other words in this place, such as another name."""


async def pair(datasette: Any, request: Any) -> Response:
    """`/copies/A/B`: two posts side by side, with what they share."""
    one = await row(datasette, "copies/post", post=int(request.url_vars["one"]))
    other = await row(datasette, "copies/post", post=int(request.url_vars["other"]))
    relation = await rows(datasette, "copies/pair", one=one["id"], other=other["id"])
    shared = passages(one["text"], other["text"])
    first, reason = _first(one, other)
    return await answer(
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
    """The text cut where passages and their swaps begin and end."""
    spans = sorted(
        (span.start, span.end, number, piece.is_changed)
        for number, passage in enumerate(shared, 1)
        for piece in passage.pieces
        for span in [piece.right if is_other else piece.left]
        if span.start < span.end
    )
    found: list[Stretch] = []
    at = 0
    for start, end, number, is_changed in spans:
        within = bool(found) and found[-1].passage == number
        if at < start:
            found.append(Stretch(text[at:start], number if within else None, False))
        found.append(Stretch(text[start:end], number, is_changed))
        at = end
    return [*found, Stretch(text[at:], None, False)]


def _as_rows(shared: Sequence[Passage], one: str, other: str) -> Iterator[Row]:
    for number, passage in enumerate(shared, 1):
        swapped = [
            f"{_said(one, piece.left)} → {_said(other, piece.right)}"
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
            "swapped": "; ".join(swapped) or None,
        }


def _said(text: str, span: Span) -> str:
    return text[span.start : span.end] or "(nothing)"


def _first(one: Row, other: Row) -> tuple[Row | None, str]:
    """The post that was there first, None where the dates do not tell, and the reason."""
    first = first_publication([_member(one), _member(other)])
    return next((post for post in (one, other) if post["id"] == first.post), None), first.reason


def _member(post: Row) -> Member:
    dates = {name: post[name] for name in ("published_on", "published_source", "first_seen_at")}
    return Member(post=post["id"], url=post["url"], canonical=None, **dates)
