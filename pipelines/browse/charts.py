"""Charts as inline SVG: pygal computes the shapes, dripfeed's style sheet colours them.

Scripts and styles are removed from the drawing, so that the content security policy stays strict
and the colours follow light mode, dark mode and print. Each bar has a tooltip with its number, and
a table next to every chart has all the numbers.

Posts per month are drawn as one chart per clinic, all on the same scale.
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
SHAPE_ATTRIBUTES = frozenset({
    "id", "class", "d", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "rx", "ry", "cx", "cy",
    "r", "transform", "viewBox",
})  # fmt: skip
"""Attributes that give a place or a size; all others colour, link or run something."""

STEPS = [digit * 10**power for power in range(8) for digit in (1, 2, 5)]
REMOVED = frozenset({"defs", "script", "style", "title"})


def bars(
    labels: Sequence[str], values: Sequence[float], *, name: str, axis_labels: Sequence[str],
    highest: int | None = None, width: int = WIDTH, height: int = HEIGHT,
) -> Markup:  # fmt: skip
    """One bar per label.

    labels: one per bar, shown in its tooltip.
    axis_labels: those of the labels that are written under their bars.
    name: what a screen reader reads out in place of the drawing.
    highest: top of the scale, for charts shown side by side; None fits the values.
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
        x_labels_major=list(axis_labels),
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
    """The library without the import finder that it installs for old plug-ins.

    Under Python 3.11 that finder warns at every later import (it has no `find_spec`).
    """
    import pygal

    sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder).__module__ != "pygal"]
    return pygal


def _drawing(tree: Any, name: str) -> Markup:
    """The drawing without the scripts, styles, links and ids that pygal adds."""
    etree.strip_tags(tree, etree.Comment)
    for element in list(tree.iter()):
        local = etree.QName(element).localname
        if local in REMOVED or "overlay" in element.get("class", ""):
            element.getparent().remove(element)
            continue
        for attribute in set(element.attrib) - SHAPE_ATTRIBUTES:
            del element.attrib[attribute]
        element.attrib.pop("id", None)
    for group in tree.iter("{*}g"):
        _add_tooltip(group)
    tree.set("role", "img")
    tree.set("aria-label", for_xml(name))
    tree.set("class", "chart")
    etree.cleanup_namespaces(tree)
    drawn = etree.tostring(tree, encoding="unicode")
    return Markup(drawn)  # noqa: S704 - lxml has escaped every text in it


def _add_tooltip(group: Any) -> None:
    """Turn pygal's descriptions of a bar into the title that browsers show as a tooltip."""
    descriptions = {
        element.get("class", "").split()[0]: element for element in group.findall("{*}desc")
    }
    if not descriptions:
        return
    value, label = (
        descriptions[name].text if name in descriptions else "" for name in ("value", "x_label")
    )
    title = etree.SubElement(group, "{http://www.w3.org/2000/svg}title")
    title.text = f"{label}: {value}"
    for element in descriptions.values():
        group.remove(element)


Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Cadence:
    """Posts per month by one clinic, as a chart and as numbers."""

    clinic: str
    name: str
    chart: Markup
    months: list[Row]
    posts: int
    """Posts in these months."""
    undated: int


def cadences(
    rows: Sequence[Row], names: Mapping[str, str], undated: Mapping[str, int]
) -> list[Cadence]:
    """One chart per clinic in the order of the rows.

    rows: clinic, month such as 2026-11, posts; every month of the span, oldest first.
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
            _chart(clinic_months, names[clinic], highest, alone=alone),
            clinic_months,
            sum(row["posts"] for row in clinic_months),
            undated[clinic],
        )
        for clinic, clinic_months in months.items()
    ]


def month_name(month: str) -> str:
    """2026-11 as "Nov 2026"; anything else unchanged."""
    try:
        return f"{date.fromisoformat(month + '-01'):%b %Y}"
    except ValueError:
        return month


def _chart(months: Sequence[Row], name: str, highest: int, *, alone: bool) -> Markup:
    labels = [month_name(row["month"]) for row in months]
    description = (
        f"Posts per month by {name}, {labels[0]} to {labels[-1]}; a table with the numbers follows"
    )
    return bars(
        labels,
        [row["posts"] for row in months],
        name=description,
        axis_labels=[label for label in labels if label.startswith("Jan")],
        highest=max(highest, 1),
        width=1080 if alone else 420,
        height=190 if alone else 130,
    )
