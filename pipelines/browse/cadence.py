"""Posts per month as charts: one per clinic, all on the same scale."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from pipelines.browse.charts import bars

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cadence:
    """The months of one clinic, drawn and as numbers."""

    clinic: str
    name: str
    chart: Markup
    months: list[Row]
    posts: int
    """In these months."""
    undated: int


def cadences(
    rows: Sequence[Row], names: Mapping[str, str], undated: Mapping[str, int]
) -> list[Cadence]:
    """One chart per clinic in the order of the rows.

    rows: clinic, month as 2026-11, posts; every month of the span, oldest first.
    """
    months: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        months[row["clinic"]].append(row)
    highest = max((row["posts"] for row in rows), default=1)
    alone = len(months) == 1
    return [
        Cadence(
            clinic,
            names[clinic],
            _chart(own, names[clinic], highest, alone=alone),
            own,
            sum(row["posts"] for row in own),
            undated[clinic],
        )
        for clinic, own in months.items()
    ]


def month_name(month: str) -> str:
    """2026-11 as "Nov 2026"; anything else unchanged."""
    try:
        return f"{date.fromisoformat(month + '-01'):%b %Y}"
    except ValueError:
        return month


def _chart(months: Sequence[Row], name: str, highest: int, *, alone: bool) -> Markup:
    labels = [month_name(row["month"]) for row in months]
    told = f"Posts per month of {name}, {labels[0]} to {labels[-1]}; the numbers follow as a table"
    return bars(
        labels,
        [row["posts"] for row in months],
        name=told,
        written=[label for label in labels if label.startswith("Jan")],
        highest=max(highest, 1),
        width=1080 if alone else 420,
        height=190 if alone else 130,
    )
