"""Clusters: the first publication, the reason where dates do not decide, the representative."""

from typing import Any

import pytest

from pipelines.dedupe.clusters import (
    FirstPublication,
    Member,
    OlderCopy,
    first_publication,
    representative_of,
)
from pipelines.items import DateSource


def member(post: int, published_on: str | None, **facts: Any) -> Member:
    columns: dict[str, Any] = {
        "published_source": "jsonld",
        "first_seen_at": "2026-11-20T08:00:00.000Z",
        "canonical": None,
        **facts,
    }
    return Member(
        post=post, url=f"https://clinic{post}.example/post", published_on=published_on, **columns
    )


OLD, NEW = member(1, "2024-03-01"), member(2, "2025-06-01")


def test_the_earliest_of_trusted_dates_is_the_first() -> None:
    assert first_publication([NEW, OLD]) == FirstPublication(
        post=1, reason="published on 2024-03-01, before all others"
    )


@pytest.mark.parametrize("source", [s for s in DateSource if s.speaks_of_publication])
def test_any_source_that_speaks_of_publication_can_name_the_first(source: DateSource) -> None:
    assert (
        first_publication([member(1, "2024-03-01", published_source=source.value), NEW]).post == 1
    )


def test_a_line_that_says_posted_speaks_of_publication() -> None:
    assert first_publication([member(1, "2020-01-01", published_source="posted"), NEW]).post == 1


@pytest.mark.parametrize(
    ("doubtful", "reason"),
    [
        (member(3, None), "post 3 has no date"),
        (
            member(3, "2020-01-01", published_source="sitemap"),
            "post 3 is dated by sitemap, which may be a later change",
        ),
        (
            member(3, "2026-11-20"),
            "post 3 is dated on the day it was first seen, as pages do by themselves",
        ),
        (member(3, "2024-03-01"), "posts 1, 3 have the same date, 2024-03-01"),
        (
            member(3, "2025-01-01", canonical="http://www.clinic2.example/post/"),
            "the page of post 3 calls post 2 the original, but post 1 has the earliest date",
        ),
    ],
)
def test_a_doubt_about_any_post_names_no_first(doubtful: Member, reason: str) -> None:
    assert first_publication([OLD, NEW, doubtful]) == FirstPublication(post=None, reason=reason)


@pytest.mark.parametrize(
    "canonical", ["https://clinic1.example/post", "https://else.example/", "x["]
)
def test_a_canonical_url_that_agrees_or_leads_elsewhere_changes_nothing(canonical: str) -> None:
    copied = member(3, "2025-01-01", canonical=canonical)
    assert first_publication([OLD, NEW, copied]).post == 1


def test_a_post_belongs_to_the_representative_that_it_resembles_most() -> None:
    older = [OlderCopy(1, 0.5, True), OlderCopy(2, 0.9, False), OlderCopy(3, 0.7, True)]
    assert representative_of(9, older) == 3


def test_of_two_equal_representatives_the_older_one_counts() -> None:
    assert representative_of(9, [OlderCopy(4, 0.7, True), OlderCopy(3, 0.7, True)]) == 3


def test_a_post_that_resembles_no_representative_becomes_one() -> None:
    assert representative_of(9, [OlderCopy(2, 0.9, False)]) == 9
