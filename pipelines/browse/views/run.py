"""The page of one run: its coverage clinic by clinic, what it was run with, and how to cite it."""

import json
from typing import Any

from datasette import NotFound, Response

from pipelines.browse.responses import Page, Row, answer, row, rows
from pipelines.reports import methods

MOST = 200
"""Clinics in the page's table. Source: with 1,000 of them the page took four times as long."""
COUNTS = ("listed", "fetched", "new", "changed", "unchanged", "skipped", "failed")


async def page(datasette: Any, request: Any) -> Response:
    """`/run/ID`."""
    key = int(request.url_vars["run"])
    run = await row(datasette, "run/facts", run=key)
    parts = {part: await rows(datasette, f"run/{part}", run=key) for part in methods.PARTS}
    paragraph = " ".join(methods.sentences(run, parts))
    return await answer(
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
    """`/run`: the way to the newest run."""
    found = await rows(datasette, "home/last_run")
    if not found:
        raise NotFound("no crawl has run yet: `dripfeed crawl` starts one")
    return Response.redirect(datasette.urls.path(f"/run/{found[0]['id']}"))


def _total(visits: list[Row]) -> dict[str, int]:
    return {name: sum(visit[name] for visit in visits) for name in COUNTS}


def _by_reason(skips: list[Row]) -> list[dict[str, Any]]:
    """Reasons over all clinics, most addresses first, each with its clinics."""
    found: dict[tuple[str, str | None], dict[str, Any]] = {}
    for skip in skips:
        own = found.setdefault(
            (skip["state"], skip["reason"]),
            {"state": skip["state"], "reason": skip["reason"], "addresses": 0, "clinics": []},
        )
        own["addresses"] += skip["addresses"]
        own["clinics"].append(skip)
    return sorted(found.values(), key=lambda each: -each["addresses"])


def _visited_by(frame: list[Row], column: str) -> list[tuple[str | None, int, int]]:
    """Values of a column of clinics with clinics visited and clinics there are, most first."""
    found: dict[str | None, tuple[int, int]] = {}
    for each in frame:
        visited, clinics = found.get(each[column], (0, 0))
        found[each[column]] = (visited + each["visited"], clinics + each["clinics"])
    return sorted(
        ((value, *counts) for value, counts in found.items()), key=lambda each: (-each[1], -each[2])
    )


def _pretty(text: str) -> str:
    """JSON with one key a line; anything else as it is."""
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False, sort_keys=True)
    except ValueError:
        return text
