"""Times of routes become timestamps; anything else becomes None."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrapers.state.timestamps import (
    format_timestamp,
    latest_timestamp,
    parse_moment,
    parse_timestamp,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-21", "2026-11-21T00:00:00.000Z"),
        (" 2026-11-21T09:30:00.5+01:00\n", "2026-11-21T08:30:00.500Z"),
        ("2026-11-21T09:30:00Z", "2026-11-21T09:30:00.000Z"),
        ("Fri, 20 Nov 2026 08:00:00 GMT", "2026-11-20T08:00:00.000Z"),
        ("Fri, 20 Nov 2026 08:00:00 -0700", "2026-11-20T15:00:00.000Z"),
        ("20 Nov 2026 08:00:00 +0000", "2026-11-20T08:00:00.000Z"),
        ("0001-01-01T00:00:00+05:00", None),
        ("9999-12-31T23:59:59-05:00", None),
        ("0000-00-00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
    ],
)
def test_a_time_that_a_route_names_is_written_as_the_tables_do(
    text: str | None, expected: str | None
) -> None:
    assert parse_timestamp(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-21", "2026-11-22T00:00:00.000Z"),
        ("2026-11-21T10:00:00Z", "2026-11-21T10:00:00.000Z"),
        ("9999-12-31", "9999-12-31T00:00:00.000Z"),
        ("soon", None),
    ],
)
def test_a_bare_day_ends_with_the_day(text: str, expected: str | None) -> None:
    assert latest_timestamp(text) == expected


ZONES = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
MOMENTS = st.datetimes(timezones=ZONES).filter(lambda moment: 1 < moment.year < 9999)


@given(first=MOMENTS, second=MOMENTS)
def test_stamps_sort_as_their_moments_do(first: datetime, second: datetime) -> None:
    if format_timestamp(first) != format_timestamp(second):
        assert (format_timestamp(first) < format_timestamp(second)) == (
            first.astimezone(UTC) < second.astimezone(UTC)
        )
    assert parse_timestamp(format_timestamp(first)) == format_timestamp(first)
    assert format_timestamp(parse_moment(format_timestamp(first))) == format_timestamp(first)


@given(text=st.text(max_size=40))
def test_whatever_a_route_writes_is_an_instant_or_none(text: str) -> None:
    timestamp = parse_timestamp(text)
    assert timestamp is None or format_timestamp(parse_moment(timestamp)) == timestamp
