"""The comparison of clinics: its queries, and their rows as matrices. No SQL."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pipelines.reports.formatting import code_label
from scrapers.codes import StoredCode
from scrapers.errors import DripfeedError

Row = Mapping[str, Any]

FEWEST, MOST = 2, 10
"""Clinics in one comparison: more columns do not fit on a screen."""
GAP_RIVALS = 3
"""Competitors that must cover a topic before it counts as a content gap; all if they are fewer."""
TOPICS = 40

PARTS = (
    "clinics", "cadence", "topics", "gaps", "shared_titles", "shared_text", "claims", "calls",
)  # fmt: skip
"""Queries in `queries/pages/compare/`, in the order in which the page shows them."""


class Measure(NamedTuple):
    """A column of the query `compare/clinics` as a reader sees it."""

    column: str
    heading: str
    meaning: str
    """Explains the heading; "" if none is needed."""


MEASURES = (
    Measure("posts", "Posts", "all posts in the collection"),
    Measure("undated_posts", "Undated", "posts without a date"),
    Measure("last_published_on", "Newest post", ""),
    Measure("days_silent", "Days since last post", "up to the last run"),
    Measure("posts_in_90_days", "Posts in 90 days", "before the last run"),
    Measure("posts_in_365_days", "Posts in 365 days", "before the last run"),
    Measure("median_words", "Median words per post", ""),
    Measure("reading_grade", "Reading grade", "Flesch-Kincaid: years of schooling needed"),
    Measure("reading_ease", "Reading ease", "Flesch: 100 very easy, 0 very difficult"),
    Measure("claims_per_post", "Claims per post", "sentences flagged for review"),
    Measure("citations_per_post", "Citations per post", ""),
)
"""The numbers of a comparison, in the order in which pages and terminals show them."""


class ComparisonError(DripfeedError):
    """The chosen clinics cannot be compared."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of a matrix: a topic or kind of claim, with a cell for each clinic."""

    key: object
    label: str
    kind: str
    cells: Mapping[str, Row]
    """Slug -> the row with `posts` and `percent_of_posts`; clinics without posts are missing."""


def chosen(slugs: Iterable[str]) -> list[str]:
    """The slugs without blanks and duplicates, in their order.

    Raises: ComparisonError if there are fewer than two or more than ten.
    """
    kept = list(dict.fromkeys(slug.strip() for slug in slugs if slug.strip()))
    if not FEWEST <= len(kept) <= MOST:
        raise ComparisonError(
            f"a comparison needs {FEWEST} to {MOST} different clinics, not {len(kept)}"
        )
    return kept


def params(part: str, slugs: Sequence[str]) -> dict[str, object]:
    """The parameters of one of the queries of a comparison."""
    extra = {"topics": {"limit": TOPICS}, "gaps": {"rivals": gap_rivals(len(slugs))}}
    return {"clinics": json.dumps(list(slugs)), **extra.get(part, {})}


def gap_rivals(clinics: int) -> int:
    """How many competitors make a gap: three, or all other clinics if they are fewer."""
    return min(GAP_RIVALS, clinics - 1)


def missing(slugs: Sequence[str], clinics: Sequence[Row]) -> list[str]:
    """Slugs that the collection does not have."""
    stored = {row["clinic"] for row in clinics}
    return [slug for slug in slugs if slug not in stored]


def matrix(
    rows: Iterable[Row],
    key: str,
    label: str | None = None,
    codes: type[StoredCode] | None = None,
) -> list[MatrixRow]:
    """Rows per key and clinic as one matrix row per key, in the order of the rows.

    key: column that identifies a matrix row, such as topic or kind; label: column with its text;
    codes: the enum of the keys, whose labels are then the text.
    """
    by_key: dict[object, MatrixRow] = {}
    for row in rows:
        text = code_label(codes, row[key]) if codes else str(row[label or key])
        kind = "" if codes else str(row.get("kind", ""))
        matrix_row = by_key.setdefault(row[key], MatrixRow(row[key], text, kind, {}))
        assert isinstance(matrix_row.cells, dict)
        matrix_row.cells[row["clinic"]] = row
    return list(by_key.values())


@dataclass(frozen=True, slots=True)
class Gap:
    """A topic that competitors of a clinic have posts about and the clinic does not."""

    topic: int
    label: str
    rivals: int
    rivals_posts: int
    posts: list[Row]
    """The competitors' newest posts about it: post, title, post_clinic."""


def gaps(rows: Iterable[Row]) -> dict[str, list[Gap]]:
    """Clinic -> its gaps, widest first; clinics without gaps are missing."""
    by_clinic: dict[str, dict[int, Gap]] = {}
    for row in rows:
        clinic_gaps = by_clinic.setdefault(row["clinic"], {})
        gap = clinic_gaps.setdefault(
            row["topic"],
            Gap(row["topic"], row["label"], row["rivals"], row["rivals_posts"], []),
        )
        gap.posts.append(row)
    return {clinic: list(clinic_gaps.values()) for clinic, clinic_gaps in by_clinic.items()}
