"""The paragraph for a methods section says what the run has stored of itself."""

import json
from typing import Any

import pytest

from pipelines.queries import run_query
from pipelines.reports import methods
from tests.pipelines.examples import five_clinics


def told(**changes: Any) -> str:
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
            "; they lie in 4 states, and 1 clinic had no state given."
        ),
        (
            "The crawler identified itself as “dripfeed/0.1.0 (collects clinic blogs; "
            "+mailto:you@university.example)”, obeyed robots.txt (RFC 9309) and waited 2 s between"
        ),
        "The sites listed 14 addresses; 10 were fetched or confirmed unchanged, giving 10 new",
        "4 were no posts and 0 could not be read.",
        "a category, tag, author or date archive (4)",
        "4 clinics were collected to the end.",
        "The others ended otherwise: could not be reached (1).",
        "now holds 10 posts (359 words).",
        (
            "Dated posts are of 2024-03-05 to 2026-11-15; their dates come from: "
            "the page's structured data (JSON-LD), 9 posts."
        ),
        "1 post (10%) gave no date of publication; none was inferred.",
    ],
)
def test_the_run_tells_its_facts(sentence: str) -> None:
    assert sentence in told()


def test_a_run_that_did_not_end_says_so() -> None:
    assert "08:00 UTC (not finished) (run 2)" in told(finished_at=None)


def test_a_limit_makes_a_sample() -> None:
    settings = json.dumps({"DRIPFEED_LIMIT": 20, "ROBOTSTXT_OBEY": False})
    text = told(settings=settings)
    assert "stopped after 20 posts per clinic, so it is a sample" in text
    assert "did not ask for robots.txt" in text


@pytest.mark.parametrize("broken", ["", "no JSON", "[1]", "{}"])
def test_settings_that_cannot_be_read_leave_a_paragraph(broken: str) -> None:
    assert "dripfeed (version unknown)" in told(settings=broken, versions=broken)
