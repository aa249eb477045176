"""Values become words: days, counts, reasons, addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.reports import labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-21", "21 November 2026"),
        ("2026-11-21T09:30:00Z", "21 November 2026"),
        (None, ""),
        ("soon", "soon"),
    ],
)
def test_a_day_is_said_in_full(text: str | None, expected: str) -> None:
    assert labels.day(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-21T09:30:00Z", "21 November 2026, 09:30 UTC"),
        (None, ""),
        ("yesterday", "yesterday"),
    ],
)
def test_an_instant_is_said_with_its_time(text: str | None, expected: str) -> None:
    assert labels.instant(text) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [(0, "0 posts"), (1, "1 post"), (1200, "1,200 posts"), (None, "0 posts"), (1.0, "1 post")],
)
def test_a_count_agrees_with_its_noun(number: float | None, expected: str) -> None:
    assert labels.count(number, "post") == expected


@pytest.mark.parametrize(
    ("state", "look"),
    [("done", "good"), ("limited", "held"), (None, "held"), ("no_posts", "bad"), ("eaten", "bad")],
)
def test_an_end_that_nobody_has_to_look_at_is_not_bad(state: str | None, look: str) -> None:
    assert labels.end_look(state) == look


def test_a_run_that_was_cut_short_is_interrupted() -> None:
    assert labels.end_state(None) == "interrupted"


def test_a_reason_is_said_in_words_and_an_unknown_one_as_it_is() -> None:
    assert labels.reason("archive_page") == "a category, tag, author or date archive"
    assert labels.reason("too_shiny") == "too shiny"
    assert labels.reason(None) == "no reason was stored"


@given(st.text())
def test_a_host_is_found_or_empty_and_never_an_error(url: str) -> None:
    assert isinstance(labels.host(url), str)


def test_a_host_loses_its_www() -> None:
    assert labels.host("https://www.Lakeside.example/blog") == "lakeside.example"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "–"),
        (0, "0"),
        (1200, "1,200"),
        (8.0, "8"),
        (8.25, "8.25"),
        (0.2, "0.2"),
        (66.3, "66.3"),
    ],
)
def test_numbers_are_short(value: float | None, expected: str) -> None:
    assert labels.number(value) == expected


@pytest.mark.parametrize(
    ("percent", "shade"), [(None, 0), (0.1, 1), (9.9, 1), (10, 2), (25, 3), (49.9, 3), (100, 4)]
)
def test_a_larger_share_is_a_darker_shade(percent: float | None, shade: int) -> None:
    assert labels.heat(percent) == shade


@pytest.mark.parametrize(
    ("month", "expected"), [("2026-11", "November 2026"), ("2026-13", "2026-13"), (None, "")]
)
def test_months_are_written_out(month: str | None, expected: str) -> None:
    assert labels.month(month) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (labels.date_source("jsonld_page"), "the structured data about the whole page (JSON-LD)"),
        (labels.copy_kind("partial"), "a passage in common"),
        (labels.claim_kind("fda_status"), "FDA status"),
        (labels.contact_kind("booking"), "booking link"),
        (labels.citation_kind("doi"), "paper (DOI)"),
        (labels.end_state("tls_error"), "its certificate is broken"),
    ],
)
def test_a_code_is_shown_by_its_label(words: str, expected: str) -> None:
    assert words == expected


def test_a_code_that_is_not_known_is_shown_as_it_is() -> None:
    assert labels.date_source("sun_dial") == "sun dial"
    assert labels.claim_kind("hair_loss") == "hair loss"
    assert labels.copy_kind(None) == ""
