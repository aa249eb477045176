"""The paragraph for a paper's methods section, generated from the stored facts of a run."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipelines.items import DateSource
from pipelines.reports.formatting import code_label, count, instant, listing
from scrapers.codes.end_states import EndState
from scrapers.reasons import Reason

Row = Mapping[str, Any]

PARTS = ("clinics", "skips", "frame", "dates")
"""Queries in `queries/pages/run/` that it needs, in addition to the row of the run."""
NAMED = 6
"""Kinds and reasons that are named; the others are only counted."""


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
    return (
        f"The sampling frame was the list of clinics stored with the collection, of which {share} "
        f"were visited: {kinds}. {_places(visited)}"
    )


def _places(visited: Sequence[Row]) -> str:
    """In how many states the visited clinics are."""
    states = {(row["state"], row["country"]) for row in visited if row["state"]}
    unknown = sum(row["visited"] for row in visited if not row["state"])
    if not states:
        return "No state was given for them."
    rest = f"; no state was given for {count(unknown, 'clinic')}" if unknown else ""
    return f"They are in {count(len(states), 'state')}{rest}."


def _conduct(settings: Mapping[str, Any]) -> str:
    delay = settings.get("DOWNLOAD_DELAY")
    at_once = settings.get("CONCURRENT_REQUESTS_PER_DOMAIN")
    clauses = [
        f"identified itself as “{settings['USER_AGENT']}”" if settings.get("USER_AGENT") else "",
        "obeyed robots.txt (RFC 9309)"
        if settings.get("ROBOTSTXT_OBEY")
        else "did not check robots.txt",
        f"waited {delay:g} s between requests to a site"
        + (" and longer where the site was slow" if settings.get("AUTOTHROTTLE_ENABLED") else "")
        if delay
        else "",
        f"sent at most {count(at_once, 'request')} at a time to a site" if at_once else "",
    ]
    return f"The crawler {listing(clause for clause in clauses if clause)}."


def _limits(settings: Mapping[str, Any]) -> Iterator[str]:
    if settings.get("DRIPFEED_LIMIT"):
        limit = count(settings["DRIPFEED_LIMIT"], "page")
        yield f"The run stopped after {limit} per clinic, so it is a sample of each blog."
    if settings.get("DRIPFEED_FULL"):
        yield "Every page was fetched again, whether or not the site marked it as changed."


def _routes() -> str:
    return (
        "Posts were found through each site's sitemaps, feeds, WordPress REST API and listing "
        "pages; every response was archived byte for byte (WARC) before it was parsed, and "
        "text, title, author and dates were extracted from the archived page."
    )


def _numbers(visits: Sequence[Row], skips: Sequence[Row]) -> str:
    total = {
        name: sum(visit[name] or 0 for visit in visits)
        for name in ("listed", "fetched", "new", "changed", "skipped", "failed")
    }
    reasons = _named(
        (
            reason.sentence if (reason := Reason.of(row["reason"])) else "no reason stored",
            row["addresses"],
        )
        for row in skips
    )
    why = f" Reasons why URLs were not counted as posts, as of now: {reasons}." if reasons else ""
    return (
        f"The sites listed {count(total['listed'], 'URL')}; "
        f"{total['fetched']:,} were fetched or confirmed unchanged, giving "
        f"{count(total['new'], 'new post')} and {count(total['changed'], 'changed post')}; "
        f"{total['skipped']:,} were not posts and {total['failed']:,} failed.{why}"
    )


def _ends(visits: Sequence[Row]) -> Iterator[str]:
    done = sum(visit["end_state"] == EndState.DONE for visit in visits)
    collected = (
        f"{count(done, 'clinic')} {'was' if done == 1 else 'were'}" if done else "No clinic was"
    )
    yield f"{collected} collected completely."
    others = Counter(
        code_label(EndState, visit["end_state"] or EndState.INTERRUPTED)
        for visit in visits
        if visit["end_state"] != EndState.DONE
    )
    if others:
        yield f"Results of {'the others' if done else 'the visits'}: {_named(others.items())}."


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
        yield f"The dated posts are from {first} to {last}. Sources of their dates: {sources}."
    yield (
        f"{count(undated, 'post')} ({100 * undated / posts:.0f}%) had no date of publication; "
        "none was inferred."
    )


def _named(counts: Any) -> str:
    """The most common names with their counts, and how many others."""
    total: Counter[str] = Counter()
    for name, number in counts:
        total[name] += number
    named = [f"{name} ({number:,})" for name, number in total.most_common(NAMED)]
    rest = sum(number for _, number in total.most_common()[NAMED:])
    return ", ".join([*named, f"others ({rest:,})"] if rest else named)


def _json(text: str) -> dict[str, Any]:
    """A stored JSON object; an empty one if it cannot be parsed."""
    try:
        parsed = json.loads(text)
    except ValueError:
        return {}
    return parsed if isinstance(parsed, dict) else {}
