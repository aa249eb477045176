"""The paragraph for a paper's methods section, written from what a run has stored of itself."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.items import DateSource
from pipelines.reports.formatting import code_label, count, instant, listing
from scrapers.end_states import EndState
from scrapers.reasons import Reason

Row = Mapping[str, Any]

PARTS = ("clinics", "skips", "frame", "dates")
"""Questions in `queries/pages/run/` whose answers it needs, beside the run's own row."""
NAMED = 6
"""Kinds, states and reasons that are named; the others are counted."""


def sentences(run: Row, parts: Mapping[str, Sequence[Row]]) -> list[str]:
    """What a reader needs to judge or repeat the collection, sentence by sentence.

    run: the row of `runs`, with settings and versions as JSON. parts: the rows of PARTS.
    """
    settings, versions = _json(run["settings"]), _json(run["versions"])
    return [
        _when(run, parts["clinics"], versions),
        _frame(parts["frame"]),
        _conduct(settings),
        *_limits(settings),
        _routes(),
        _numbers(parts["clinics"], parts["skips"]),
        *_ends(parts["clinics"]),
        *_posts(parts["dates"]),
    ]


def _when(run: Row, visits: Sequence[Row], versions: Mapping[str, str]) -> str:
    others = [f"{name} {version}" for name, version in versions.items() if name != "dripfeed"]
    tool = f"dripfeed {versions.get('dripfeed', '(version unknown)')}"
    with_others = f" ({', '.join(others)})" if others else ""
    end = f"to {instant(run['finished_at'])}" if run["finished_at"] else "(not finished)"
    return (
        f"Blog posts of {count(len(visits), 'clinic')} were collected with {tool}{with_others} "
        f"from {instant(run['started_at'])} {end} (run {run['id']})."
    )


def _frame(frame: Sequence[Row]) -> str:
    visited = [row for row in frame if row["visited"]]
    total = sum(row["clinics"] for row in frame)
    reached = sum(row["visited"] for row in visited)
    share = "all clinics" if reached == total else f"{reached:,} of the {count(total, 'clinic')}"
    kinds = _named((row["kind"] or "kind not given", row["visited"]) for row in visited)
    states = {(row["state"], row["country"]) for row in visited if row["state"]}
    return (
        f"The sampling frame was the list of clinics kept with the collection, of which {share} "
        f"were visited: {kinds}; they lie in {count(len(states), 'state')}, and "
        f"{count(sum(row['visited'] for row in visited if not row['state']), 'clinic')} "
        "had no state given."
    )


def _conduct(settings: Mapping[str, Any]) -> str:
    delay = settings.get("DOWNLOAD_DELAY")
    at_once = settings.get("CONCURRENT_REQUESTS_PER_DOMAIN")
    said = [
        f"identified itself as “{settings['USER_AGENT']}”" if settings.get("USER_AGENT") else "",
        "obeyed robots.txt (RFC 9309)"
        if settings.get("ROBOTSTXT_OBEY")
        else "did not ask for robots.txt",
        f"waited {delay:g} s between requests to a site"
        + (" and longer where the site was slow" if settings.get("AUTOTHROTTLE_ENABLED") else "")
        if delay
        else "",
        f"sent at most {count(at_once, 'request')} at a time to a site" if at_once else "",
    ]
    return f"The crawler {listing(part for part in said if part)}."


def _limits(settings: Mapping[str, Any]) -> Iterator[str]:
    if settings.get("DRIPFEED_LIMIT"):
        limit = count(settings["DRIPFEED_LIMIT"], "post")
        yield f"The run stopped after {limit} per clinic, so it is a sample of each blog."
    if settings.get("DRIPFEED_FULL"):
        yield "Every page was fetched again, whether the site called it changed or not."


def _routes() -> str:
    return (
        "Posts were looked for in each site's sitemaps, feeds, WordPress REST interface and "
        "listing pages; every response was archived byte for byte (WARC) before it was read, and "
        "text, title, author and dates were read from the archived page."
    )


def _numbers(visits: Sequence[Row], skips: Sequence[Row]) -> str:
    total = {
        name: sum(visit[name] or 0 for visit in visits)
        for name in ("listed", "fetched", "new", "changed", "skipped", "failed")
    }
    reasons = _named(
        (reason.sentence if (reason := Reason.of(row["reason"])) else "no reason kept",
         row["addresses"])
        for row in skips
    )  # fmt: skip
    why = f" As the archive stands, addresses are no posts because: {reasons}." if reasons else ""
    return (
        f"The sites listed {count(total['listed'], 'address', 'addresses')}; "
        f"{total['fetched']:,} were fetched or confirmed unchanged, giving "
        f"{count(total['new'], 'new post')} and {count(total['changed'], 'changed post')}; "
        f"{total['skipped']:,} were no posts and {total['failed']:,} could not be read.{why}"
    )


def _ends(visits: Sequence[Row]) -> Iterator[str]:
    done = sum(visit["end_state"] == EndState.DONE for visit in visits)
    yield f"{count(done, 'clinic')} {'was' if done == 1 else 'were'} collected to the end."
    others = Counter(
        code_label(EndState, visit["end_state"] or EndState.INTERRUPTED)
        for visit in visits
        if visit["end_state"] != EndState.DONE
    )
    if others:
        yield f"The others ended otherwise: {_named(others.items())}."


def _posts(dates: Sequence[Row]) -> Iterator[str]:
    posts = sum(row["posts"] for row in dates)
    if not posts:
        return
    undated = sum(row["posts"] for row in dates if row["published_source"] is None)
    dated = [row for row in dates if row["published_source"] is not None]
    yield (
        f"The collection of these clinics now holds {count(posts, 'post')} "
        f"({count(sum(row['words'] for row in dates), 'word')})."
    )
    if dated:
        first = min(row["first_published_on"] for row in dated)
        last = max(row["last_published_on"] for row in dated)
        sources = "; ".join(
            f"{code_label(DateSource, row['published_source'])}, {count(row['posts'], 'post')}"
            for row in dated
        )
        yield f"Dated posts are of {first} to {last}; their dates come from: {sources}."
    yield (
        f"{count(undated, 'post')} ({100 * undated / posts:.0f}%) gave no date of publication; "
        "none was inferred."
    )


def _named(counts: Any) -> str:
    """The commonest with their counts, and how many others."""
    total: Counter[str] = Counter()
    for name, number in counts:
        total[name] += number
    told = [f"{name} ({number:,})" for name, number in total.most_common(NAMED)]
    rest = sum(number for _, number in total.most_common()[NAMED:])
    return ", ".join([*told, f"others ({rest:,})"] if rest else told)


def _json(text: str) -> dict[str, Any]:
    """The object that was stored; one that cannot be read counts as empty."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
