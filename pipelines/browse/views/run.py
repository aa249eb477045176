"""The page of one run: coverage clinic by clinic, settings, and a methods paragraph."""

import json
from typing import Any

from datasette import NotFound, Response

from pipelines.browse.responses import Page, Row, respond, row, rows
from pipelines.reports import methods

MOST = 200
"""Clinics in the table of the page. Source: with 1,000 of them the page took four times as long."""
COUNTS = ("listed", "fetched", "new", "changed", "unchanged", "skipped", "failed")


async def page(datasette: Any, request: Any) -> Response:
    """`/run/ID`."""
    key = int(request.url_vars["run"])
    run = await row(datasette, "run/facts", run=key)
    parts = {part: await rows(datasette, f"run/{part}", run=key) for part in methods.PARTS}
    paragraph = " ".join(methods.sentences(run, parts))
    return await respond(
        datasette,
        request,
        Page(
            template="run.html",
            title=f"Run {key}",
            parts={**parts, "run": run, "methods": {"paragraph": paragraph}},
            shown={
                "visits": parts["clinics"],
                "most": MOST,
                "total": _total(parts["clinics"]),
                "reasons": _by_reason(parts["skips"]),
                "kinds": _visited_by(parts["frame"], "kind"),
                "states": _visited_by(parts["frame"], "state"),
                "settings": _pretty(run["settings"]),
                "versions": _pretty(run["versions"]),
            },
        ),
    )


async def latest(datasette: Any) -> Response:
    """`/run`: redirects to the newest run."""
    runs = await rows(datasette, "home/last_run")
    if not runs:
        raise NotFound("there has been no crawl yet: start one with `dripfeed crawl`")
    return Response.redirect(datasette.urls.path(f"/run/{runs[0]['id']}"))


def _total(visits: list[Row]) -> dict[str, int]:
    return {name: sum(visit[name] for visit in visits) for name in COUNTS}


def _by_reason(skips: list[Row]) -> list[dict[str, Any]]:
    """Reasons over all clinics, most URLs first, each with its clinics."""
    reasons: dict[tuple[str, str | None], dict[str, Any]] = {}
    for skip in skips:
        reason = reasons.setdefault(
            (skip["state"], skip["reason"]),
            {"state": skip["state"], "reason": skip["reason"], "addresses": 0, "clinics": []},
        )
        reason["addresses"] += skip["addresses"]
        reason["clinics"].append(skip)
    return sorted(reasons.values(), key=lambda reason: -reason["addresses"])


def _visited_by(frame: list[Row], column: str) -> list[tuple[str | None, int, int]]:
    """Values of a column with the number of visited and of all clinics, most visited first."""
    totals: dict[str | None, tuple[int, int]] = {}
    for group in frame:
        visited, clinics = totals.get(group[column], (0, 0))
        totals[group[column]] = (visited + group["visited"], clinics + group["clinics"])
    return sorted(
        ((value, *counts) for value, counts in totals.items()),
        key=lambda total: (-total[1], -total[2]),
    )


def _pretty(text: str) -> str:
    """JSON with one key per line; anything else unchanged."""
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False, sort_keys=True)
    except ValueError:
        return text
