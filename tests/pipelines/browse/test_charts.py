"""Drawings say what they show, run nothing and paint nothing by themselves."""

import sys
from itertools import pairwise

import lxml.etree
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.browse.charts import bars, ticks

SVG = "{http://www.w3.org/2000/svg}"


def drawn(values: list[int], name: str = "Posts per month") -> lxml.etree._Element:
    labels = [f"month {number}" for number in range(len(values))]
    return lxml.etree.fromstring(bars(labels, values, name=name, axis_labels=labels[:1]))


def test_each_bar_tells_its_month_and_number() -> None:
    titles = [title.text for title in drawn([3, 0, 12]).iter(f"{SVG}title")]
    assert titles == ["month 0: 3", "month 1: 0", "month 2: 12"]


def test_bars_are_as_high_as_their_numbers() -> None:
    chart = drawn([1, 2, 4])
    heights = [
        float(rect.get("height", "")) for rect in chart.iter(f"{SVG}rect")
        if "rect" in rect.get("class", "")
    ]  # fmt: skip
    assert heights[1] == pytest.approx(2 * heights[0])
    assert heights[2] == pytest.approx(4 * heights[0])


def test_a_screen_reader_hears_one_name() -> None:
    chart = drawn([1], name="Posts of “A & B” <c>\x00")
    assert (chart.get("role"), chart.get("aria-label")) == ("img", "Posts of “A & B” <c>")


def test_nothing_in_a_drawing_runs_paints_or_leads_away() -> None:
    for element in drawn([1, 2]).iter():
        assert lxml.etree.QName(element).localname not in {"script", "style", "a", "defs"}
        assert not {"style", "fill", "stroke", "id", "href", "onclick"} & set(element.attrib)


def test_drawing_leaves_pythons_imports_as_they_were() -> None:
    drawn([1])
    assert all(hasattr(finder, "find_spec") for finder in sys.meta_path)


def test_a_month_without_posts_and_no_month_at_all_can_be_drawn() -> None:
    assert drawn([0]) is not None
    assert bars([], [], name="none", axis_labels=[])


@given(st.integers(0, 10**6))
def test_a_scale_is_whole_short_and_high_enough(highest: int) -> None:
    scale = ticks(highest)
    assert scale[0] == 0
    assert scale[-1] >= max(highest, 1)
    assert 2 <= len(scale) <= 6
    assert len({high - low for low, high in pairwise(scale)}) == 1
