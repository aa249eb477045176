"""The paragraph for a methods section says what the run has stored of itself."""

import json
from typing import Any

import pytest

from pipelines.queries import run_query
from pipelines.reports import methods
from tests.pipelines.examples import five_clinics


def paragraph(**changes: Any) -> str:
    db = five_clinics.filled(":memory:")
    run = {**run_query(db, "pages/run/facts", run=2)[0], **changes}
    parts = {part: run_query(db, f"pages/run/{part}", run=2) for part in methods.PARTS}
    db.close()
    return " ".join(methods.sentences(run, parts))


@pytest.mark.parametrize(
    "sentence",
    [
        (
            "Blog posts of 5 clinics were collected with dripfeed 0.1.0 (scrapy 2.19.0, "
            "trafilatura 2.3.1) from 20 November 2026, 08:00 UTC to 20 November 2026, 08:20 UTC "
            "(run 2)."
        ),
        (
            "of which all clinics were visited: IV hydration (2), ketamine (2), kind not given (1)"
            ". They are in 4 states; no state was given for 1 clinic."
        ),
        (
            "The crawler identified itself as “dripfeed/0.1.0 (collects clinic blogs; "
            "+mailto:you@university.example)”, obeyed robots.txt (RFC 9309) and waited 2 s between"
        ),
        "The sites listed 14 URLs; 10 were fetched or confirmed unchanged, giving 10 new",
        "4 were not posts and 0 failed.",
        "a category, tag, author or date archive (4)",
        "4 clinics were collected completely. Results of the others: could not be reached (1).",
        "now holds 10 posts (359 words).",
        (
            "The dated posts are from 2024-03-05 to 2026-11-15. Sources of their dates: "
            "the page's structured data (JSON-LD), 9 posts."
        ),
        "1 post (10%) had no date of publication; none was inferred.",
    ],
)
def test_the_run_tells_its_facts(sentence: str) -> None:
    assert sentence in paragraph()


def test_a_run_that_did_not_end_says_so() -> None:
    assert "08:00 UTC (not finished) (run 2)" in paragraph(finished_at=None)


def test_a_limit_makes_a_sample() -> None:
    settings = json.dumps({"DRIPFEED_LIMIT": 20, "ROBOTSTXT_OBEY": False})
    text = paragraph(settings=settings)
    assert "stopped after 20 pages per clinic, so it is a sample" in text
    assert "did not check robots.txt" in text


@pytest.mark.parametrize("broken", ["", "no JSON", "[1]", "{}"])
def test_settings_that_cannot_be_read_leave_a_paragraph(broken: str) -> None:
    assert "dripfeed (version unknown)" in paragraph(settings=broken, versions=broken)
