"""The page of one run: its coverage clinic by clinic, and what it was run with."""

import json
from collections import defaultdict
from typing import Any

from datasette import NotFound, Response

from pipelines.browse.pages import Row, render, row, rows

COUNTS = ("listed", "fetched", "new", "changed", "unchanged", "skipped", "failed")


async def page(datasette: Any, request: Any) -> Response:
    """`/run/ID`."""
    key = int(request.url_vars["run"])
    run = await row(datasette, "run/facts", run=key)
    skips: dict[str, list[Row]] = defaultdict(list)
    for skip in await rows(datasette, "run/skips", run=key):
        skips[skip["clinic"]].append(skip)
    visits = await rows(datasette, "run/clinics", run=key)
    return await render(
        datasette,
        request,
        "run.html",
        run=run,
        visits=visits,
        total=_total(visits),
        skips=skips,
        settings=_pretty(run["settings"]),
        versions=_pretty(run["versions"]),
    )


async def latest(datasette: Any) -> Response:
    """`/run`: the way to the newest run."""
    found = await rows(datasette, "home/last_run")
    if not found:
        raise NotFound("no crawl has run yet: `dripfeed crawl` starts one")
    return Response.redirect(datasette.urls.path(f"/run/{found[0]['id']}"))


def _total(visits: list[Row]) -> dict[str, int]:
    return {name: sum(visit[name] for visit in visits) for name in COUNTS}


def _pretty(text: str) -> str:
    """JSON with one key a line; anything else as it is."""
    try:
        return json.dumps(json.loads(text), indent=2, ensure_ascii=False, sort_keys=True)
    except ValueError:
        return text
