"""The page that compares clinics: cadence, topics, content gaps, shared text, claims, length."""

from collections.abc import Mapping, Sequence
from typing import Any

from datasette import Response
from datasette.utils.asgi import BadRequest

from pipelines.browse.charts import Cadence, cadences
from pipelines.browse.responses import Page, Row, respond, rows
from pipelines.items import ClaimKind, ContactKind
from pipelines.reports import comparison
from pipelines.reports.formatting import listing


async def page(datasette: Any, request: Any) -> Response:
    """`/compare?clinic=a&clinic=b...`: two to ten clinics; with fewer, the form to choose them."""
    requested = list(dict.fromkeys(filter(None, map(str.strip, request.args.getlist("clinic")))))
    known = await rows(datasette, "question/clinics")
    names = {row["slug"]: row["name"] or row["slug"] for row in known}
    slugs = [slug for slug in requested if slug in names][: comparison.MOST]
    if request.url_vars.get("format"):
        _raise_if_incomparable(slugs)
    parts = await _parts(datasette, slugs) if len(slugs) >= comparison.FEWEST else {}
    shown = _shown(slugs, names, parts) if parts else {}
    return await respond(
        datasette,
        request,
        Page(
            template="compare.html",
            title=_title([names[slug] for slug in slugs]),
            parts=parts,
            shown={
                "known": known,
                "names": names,
                "slugs": slugs,
                "notes": _notes(requested, slugs, names),
                "suggested": await _suggested(datasette),
                **shown,
            },
        ),
    )


def _raise_if_incomparable(slugs: Sequence[str]) -> None:
    """Raises: BadRequest if there is nothing to compare, for programs that request JSON or CSV."""
    try:
        comparison.chosen(slugs)
    except comparison.ComparisonError as error:
        raise BadRequest(str(error)) from error


async def _suggested(datasette: Any) -> list[str]:
    return [row["slug"] for row in await rows(datasette, "compare/suggested")]


async def _parts(datasette: Any, slugs: Sequence[str]) -> dict[str, list[Row]]:
    return {
        part: await rows(datasette, f"compare/{part}", **comparison.params(part, slugs))
        for part in comparison.PARTS
    }


def _shown(
    slugs: Sequence[str], names: Mapping[str, str], parts: Mapping[str, list[Row]]
) -> dict[str, object]:
    undated = {row["clinic"]: row["undated_posts"] for row in parts["clinics"]}
    drawn: list[Cadence] = cadences(parts["cadence"], names, undated)
    return {
        "measures": comparison.MEASURES,
        "drawn": drawn,
        "undated": sum(undated.values()),
        "topic_rows": comparison.matrix(parts["topics"], "topic", "label"),
        "claim_rows": comparison.matrix(parts["claims"], "kind", codes=ClaimKind),
        "call_rows": comparison.matrix(parts["calls"], "kind", codes=ContactKind),
        "gaps_of": comparison.gaps(parts["gaps"]),
        "all_gaps": {row["clinic"]: row["all_gaps"] for row in parts["gaps"]},
        "rivals": comparison.gap_rivals(len(slugs)),
    }


def _title(names: Sequence[str]) -> str:
    if len(names) < comparison.FEWEST:
        return "Compare clinics"
    if len(names) > 3:
        return f"{names[0]} and {len(names) - 1} competitors"
    return listing(names)


def _notes(requested: Sequence[str], slugs: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Sentences about the parts of the request that could not be met."""
    unknown = [slug for slug in requested if slug not in names]
    notes = [f"The collection has no clinic “{slug}”." for slug in unknown]
    if len(requested) - len(unknown) > len(slugs):
        notes.append(f"Only the first {comparison.MOST} clinics are shown.")
    if len(slugs) == 1:
        notes.append("Choose at least one more clinic.")
    return notes
