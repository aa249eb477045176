"""Clinics side by side: which questions a comparison asks, and its rows as matrices. No SQL."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipelines.reports.formatting import code_label
from scrapers.codes import StoredCode
from scrapers.errors import DripfeedError

Row = Mapping[str, Any]

FEWEST, MOST = 2, 10
"""Clinics of one comparison: with more no screen and no eye holds the columns."""
GAP_RIVALS = 3
"""Rivals that write on a topic before its lack counts as a gap, where there are as many."""
TOPICS = 40

PARTS = (
    "clinics", "cadence", "topics", "gaps", "shared_titles", "shared_text", "claims", "calls",
)  # fmt: skip
"""Questions in `queries/pages/compare/`, in the order in which the page shows their answers."""


class Measure(NamedTuple):
    """A column of the question `compare/clinics` as a reader sees it."""

    column: str
    heading: str
    meaning: str
    """What the heading leaves open; "" where it is plain."""


MEASURES = (
    Measure("posts", "Posts", "all that are stored"),
    Measure("undated_posts", "Undated", "posts whose page gives no date"),
    Measure("last_published_on", "Newest post", ""),
    Measure("days_silent", "Days since", "from the newest post to the last run"),
    Measure("posts_in_90_days", "In 90 days", "posts before the last run"),
    Measure("posts_in_365_days", "In 365 days", "posts before the last run"),
    Measure("median_words", "Typical words", "of the post in the middle, by length"),
    Measure("reading_grade", "Reading grade", "Flesch-Kincaid: school years that a reader needs"),
    Measure("reading_ease", "Reading ease", "Flesch: 100 very easy, 0 very hard"),
    Measure("claims_per_post", "Claims per post", "sentences that are cues for review"),
    Measure("citations_per_post", "Citations per post", ""),
)
"""The numbers of a comparison, in the order in which pages and terminals show them."""


class ComparisonError(DripfeedError):
    """The clinics named cannot be compared."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a matrix: a topic, a kind of claim ..., and what each clinic has of it."""

    key: object
    label: str
    kind: str
    cells: Mapping[str, Row]
    """Slug -> the row with `posts` and `percent_of_posts`; a clinic without any is not there."""


def chosen(slugs: Iterable[str]) -> list[str]:
    """The slugs without blanks and repetitions, in their order.

    Raises: ComparisonError if they are fewer than two or more than ten.
    """
    kept = list(dict.fromkeys(slug.strip() for slug in slugs if slug.strip()))
    if not FEWEST <= len(kept) <= MOST:
        raise ComparisonError(
            f"a comparison needs {FEWEST} to {MOST} different clinics, not {len(kept)}"
        )
    return kept


def given(part: str, slugs: Sequence[str]) -> dict[str, object]:
    """The parameters of one of the questions of a comparison."""
    more = {"topics": {"limit": TOPICS}, "gaps": {"rivals": gap_rivals(len(slugs))}}
    return {"clinics": json.dumps(list(slugs)), **more.get(part, {})}


def gap_rivals(clinics: int) -> int:
    """How many rivals make a gap among so many clinics: three, or all others if they are fewer."""
    return min(GAP_RIVALS, clinics - 1)


def missing(slugs: Sequence[str], clinics: Sequence[Row]) -> list[str]:
    """Slugs that the collection does not have."""
    known = {row["clinic"] for row in clinics}
    return [slug for slug in slugs if slug not in known]


def matrix(
    rows: Iterable[Row],
    key: str,
    label: str | None = None,
    codes: type[StoredCode] | None = None,
) -> list[Line]:
    """Rows of one key and clinic each as one line per key, in the order of the rows.

    key: column that tells the lines apart, such as topic or kind; label: column of its words;
    codes: what the keys are members of, whose labels are then the words.
    """
    lines: dict[object, Line] = {}
    for row in rows:
        words = code_label(codes, row[key]) if codes else str(row[label or key])
        kind = "" if codes else str(row.get("kind", ""))
        line = lines.setdefault(row[key], Line(row[key], words, kind, {}))
        assert isinstance(line.cells, dict)
        line.cells[row["clinic"]] = row
    return list(lines.values())


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic that rivals of a clinic have posts about and the clinic has none."""

    topic: int
    label: str
    rivals: int
    rivals_posts: int
    posts: list[Row]
    """The newest of the rivals' posts: post, title, post_clinic."""


def gaps(rows: Iterable[Row]) -> dict[str, list[Gap]]:
    """Clinic -> its gaps, widest first; clinics without any are not there."""
    found: dict[str, dict[int, Gap]] = {}
    for row in rows:
        own = found.setdefault(row["clinic"], {})
        gap = own.setdefault(
            row["topic"],
            Gap(row["topic"], row["label"], row["rivals"], row["rivals_posts"], []),
        )
        gap.posts.append(row)
    return {clinic: list(own.values()) for clinic, own in found.items()}
