"""The clinic's own day, where the page shows it without a year and machines are told UTC."""

import pytest

from tests.pipelines.examples.pages import paragraphs, post, read

META = '<meta property="article:published_time" content="2025-01-24T02:37:28Z">'


def day(shown: str) -> str | None:
    """The day that is read where the page shows `shown` beside its title."""
    return read(post(f"<ul><li>{shown}</li></ul>" + paragraphs(), head=META)).published.value


@pytest.mark.parametrize(
    "shown", ["Jan 23", "January 23", "Jan. 23rd", "Posted Jan 23, 2 min read"]
)
def test_the_day_before_that_readers_see_is_the_day(shown: str) -> None:
    assert day(shown) == "2025-01-23"


@pytest.mark.parametrize("shown", ["Jan 24", "Jan 25", "Mar 10", "2 min read", "Updated: Jan 23"])
def test_any_other_day_without_a_year_changes_nothing(shown: str) -> None:
    assert day(shown) == "2025-01-24"


def test_a_day_in_a_sentence_changes_nothing() -> None:
    told = "On January 23 we had closed for the whole day because of the snow"
    assert day(told) == "2025-01-24"
