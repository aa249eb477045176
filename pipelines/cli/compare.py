"""`dripfeed compare`: compare clinics."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from pipelines.cli.options import db_option, json_option

Row = Mapping[str, Any]

SHOWN_MONTHS = 12
SHOWN = 15
"""Rows of a list that are printed; JSON has all of them."""


@click.command()
@click.argument("slugs", metavar="CLINIC CLINIC...", nargs=-1)
@db_option
@json_option
def compare(slugs: tuple[str, ...], db_path: Path, as_json: bool) -> None:
    """Compare two to ten clinics: cadence, topics, content gaps, shared titles and text, claims.

    CLINIC is the slug of a clinic in the database; `dripfeed status` lists them. Numbers are as of
    the last run. Posts without a date are counted, but not in any month.
    """
    from pipelines.queries import run_query
    from pipelines.reports import comparison
    from pipelines.store.database import read_database

    chosen = comparison.chosen(slugs)
    db = read_database(db_path)
    parts = {
        part: run_query(db, f"pages/compare/{part}", **comparison.params(part, chosen))
        for part in comparison.PARTS
    }
    db.close()
    if missing := comparison.missing(chosen, parts["clinics"]):
        raise comparison.ComparisonError(
            f"{db_path} has no clinic {missing[0]!r}: `dripfeed status` lists the clinics"
        )
    if as_json:
        click.echo(json.dumps(parts, indent=2, ensure_ascii=False))
    else:
        _print(chosen, parts)


def _print(slugs: Sequence[str], parts: Mapping[str, Sequence[Row]]) -> None:
    from pipelines.items import ClaimKind, ContactKind
    from pipelines.reports.comparison import MEASURES, gap_rivals, gaps, matrix

    clinics = {row["clinic"]: row for row in parts["clinics"]}
    _table(
        f"As of {parts['clinics'][0]['as_of']}",
        slugs,
        [
            (measure.heading, [clinics[slug][measure.column] for slug in slugs])
            for measure in MEASURES
        ],
    )
    _table("Posts per month", slugs, _months(slugs, parts["cadence"]))
    for heading, rows in (
        (
            "Topics: posts, and share of the clinic's posts",
            matrix(parts["topics"], "topic", "label"),
        ),
        (
            "Claims to review: posts with at least one",
            matrix(parts["claims"], "kind", codes=ClaimKind),
        ),
        (
            "Calls to action: posts with at least one",
            matrix(parts["calls"], "kind", codes=ContactKind),
        ),
    ):
        _table(heading, slugs, [(row.label, _cells(row.cells, slugs)) for row in rows])
    _print_gaps(gaps(parts["gaps"]), gap_rivals(len(slugs)))
    _list("Shared text", [_pair(row) for row in parts["shared_text"]])
    _list("Shared titles", [f"{row['clinic']}: {row['title']}" for row in parts["shared_titles"]])


def _months(slugs: Sequence[str], cadence: Sequence[Row]) -> list[tuple[str, list[int]]]:
    counts = {(row["month"], row["clinic"]): row["posts"] for row in cadence}
    months = sorted({row["month"] for row in cadence}, reverse=True)[:SHOWN_MONTHS]
    return [(month, [counts[month, slug] for slug in slugs]) for month in months]


def _cells(cells: Mapping[str, Row], slugs: Sequence[str]) -> list[str]:
    return [
        f"{cells[slug]['posts']} ({cells[slug]['percent_of_posts']:.0f}%)" if slug in cells else ""
        for slug in slugs
    ]


def _print_gaps(gaps: Mapping[str, Sequence[Any]], rivals: int) -> None:
    from pipelines.reports.formatting import count

    lines = [
        f"{clinic}: {gap.label} ({count(gap.rivals_posts, 'post')} by "
        f"{count(gap.rivals, 'competitor')}), such as "
        f"{gap.posts[0]['title']!r} by {gap.posts[0]['post_clinic']}"
        for clinic, clinic_gaps in gaps.items()
        for gap in clinic_gaps
    ]
    _list(
        f"Content gaps: topics that {rivals} or more competitors cover and a clinic does not", lines
    )


def _pair(row: Row) -> str:
    from pipelines.items import CopyKind
    from pipelines.reports.formatting import code_label

    return (
        f"{row['clinic']}: {row['title'] or 'untitled'} = {row['other_clinic']}: "
        f"{row['other_title'] or 'untitled'} ({code_label(CopyKind, row['kind'])}, "
        f"{row['shared_words']} words)"
    )


def _table(heading: str, slugs: Sequence[str], lines: Sequence[tuple[str, Sequence[Any]]]) -> None:
    from pipelines.cli.tables import print_lines, print_rows

    print_lines(["", heading])
    if not lines:
        print_lines(["  none"])
        return
    rows = [{"": label, **dict(zip(slugs, cells, strict=True))} for label, cells in lines]
    print_rows(rows, {"": "", **{slug: slug for slug in slugs}}, as_json=False)


def _list(heading: str, lines: Sequence[str]) -> None:
    from pipelines.cli.tables import print_lines

    more = [f"  and {len(lines) - SHOWN:,} more (--json has all)"] if len(lines) > SHOWN else []
    print_lines(["", heading, *(f"  {line}" for line in lines[:SHOWN] or ["none"]), *more])
