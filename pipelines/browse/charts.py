"""Charts as SVG in the page: pygal measures and places, our style sheet paints.

No script and no style is left in the drawing, so the policy of the pages stays strict and the
colours follow light, dark and paper. Each bar names its number to a pointer; the numbers stand in
a table beside every chart.

Posts per month as charts: one per clinic, all on the same scale.
"""

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml import etree
from markupsafe import Markup

from pipelines.browse.text import for_xml

WIDTH, HEIGHT = 720, 190
KEPT = frozenset({"id", "class", "d", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "rx",
                  "ry", "cx", "cy", "r", "transform", "viewBox"})  # fmt: skip
"""Attributes that place; all others paint, link or run."""

STEPS = [digit * 10**power for power in range(8) for digit in (1, 2, 5)]
UNUSED = frozenset({"defs", "script", "style", "title"})


def bars(
    labels: Sequence[str], values: Sequence[float], *, name: str, written: Sequence[str],
    highest: int | None = None, width: int = WIDTH, height: int = HEIGHT,
) -> Markup:  # fmt: skip
    """One bar per label.

    labels: what a bar stands for, told to a pointer.
    written: those of the labels that stand under their bars.
    name: what a screen reader says in place of the drawing.
    highest: top of the scale, for charts that stand side by side; None fits the values.
    """
    chart = _pygal().Bar(
        js=[],
        show_legend=False,
        width=width,
        height=height,
        margin=2,
        margin_right=8,
        margin_top=8,
        spacing=4,
        truncate_label=-1,
        y_labels=ticks(highest or max(values, default=0)),
        x_labels_major=list(written),
        show_minor_x_labels=False,
        value_formatter=lambda value: f"{value:,.0f}",
    )
    chart.x_labels = list(labels)
    chart.add("", list(values))
    return _drawing(chart.render_tree(), name)


def ticks(highest: float) -> list[int]:
    """Round whole numbers from 0 to the first that is not below the highest; at most six."""
    step = next(step for step in STEPS if highest <= 5 * step)
    return list(range(0, max(step * -(-int(highest) // step), step) + 1, step))


def _pygal() -> Any:
    """The library without the finder that it puts among Python's own for plug-ins of old.

    Under Python 3.11 that finder warns at every later import (it has no `find_spec`).
    """
    import pygal

    sys.meta_path[:] = [each for each in sys.meta_path if type(each).__module__ != "pygal"]
    return pygal


def _drawing(tree: Any, name: str) -> Markup:
    """The drawing without scripts, styles, links and ids that pygal puts in."""
    etree.strip_tags(tree, etree.Comment)
    for element in list(tree.iter()):
        local = etree.QName(element).localname
        if local in UNUSED or "overlay" in element.get("class", ""):
            element.getparent().remove(element)
            continue
        for attribute in set(element.attrib) - KEPT:
            del element.attrib[attribute]
        element.attrib.pop("id", None)
    for group in tree.iter("{*}g"):
        _tell(group)
    tree.set("role", "img")
    tree.set("aria-label", for_xml(name))
    tree.set("class", "chart")
    etree.cleanup_namespaces(tree)
    drawn = etree.tostring(tree, encoding="unicode")
    return Markup(drawn)  # noqa: S704 - lxml has escaped every text in it


def _tell(group: Any) -> None:
    """Turn pygal's descriptions of a bar into the title that browsers show to a pointer."""
    told = {each.get("class", "").split()[0]: each for each in group.findall("{*}desc")}
    if not told:
        return
    value, label = (told[name].text if name in told else "" for name in ("value", "x_label"))
    title = etree.SubElement(group, "{http://www.w3.org/2000/svg}title")
    title.text = f"{label}: {value}"
    for each in told.values():
        group.remove(each)


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
