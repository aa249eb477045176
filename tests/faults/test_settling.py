"""A clinic whose posts cannot be settled in time says so; its posts and the others stay sound."""

from pathlib import Path

from tests.crawling import crawl
from tests.faults.sites import HTML, PARAGRAPH, clinic, page
from tests.sites.server import Request, Response, serve

LONG = "/blog/long-letter"
SENTENCES = 45_000
"""So many that looking for the terms of the vocabulary takes seconds."""
SENTENCE = "A drip of 500 mg costs $250, and 70% of patients feel better within hours. "


def test_settling_that_does_not_end_is_named_and_the_crawl_goes_on(tmp_path: Path) -> None:
    versions = ["first", "second"]

    def long_letter(_: Request) -> Response:
        text = f"<p>{PARAGRAPH}</p><p>The {versions[0]} one. {SENTENCE * SENTENCES}</p>"
        return Response(200, HTML, page("A long letter", text))

    slow = clinic("slow", {LONG: long_letter}, listed=(LONG,))
    with serve(slow) as slow_served, serve(clinic("sound", {})) as sound_served:
        rows = [
            {"slug": "slow", "website": slow_served.url},
            {"slug": "sound", "website": sound_served.url},
        ]
        first = crawl(tmp_path, rows)
        assert first.code == 0
        posts = first.column("SELECT text FROM posts ORDER BY url")
        assert len(posts) == 5
        versions.pop(0)
        second = crawl(tmp_path, rows, "--full", "-s", "DRIPFEED_SETTLE_TIMEOUT=1")
    assert second.code == 3
    ends = "SELECT end_state, detail FROM run_clinics WHERE run = 2 ORDER BY clinic"
    assert second.rows(ends) == [
        {"end_state": "unsettled", "detail": "settling took too long"},
        {"end_state": "done", "detail": None},
    ]
    assert second.column("SELECT text FROM posts ORDER BY url") == posts
    assert second.column("SELECT count(*) FROM extractions WHERE url LIKE '%/long-letter'") == [2]
