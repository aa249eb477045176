"""A file of terms that somebody edits while a crawl runs: one message, and nothing is lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.crawling import Crawled, crawl
from tests.faults.changing import Changing
from tests.sites.server import Request, Response, Served, serve

GOOD = "kind,label\nsubject,letter\n"
BAD = "kind,label\nMy Subject,letter\n"


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    path = tmp_path / "terms" / "mine.csv"
    path.parent.mkdir()
    path.write_text(GOOD)
    return path


def visit(folder: Path, served: Served, terms: Path) -> Crawled:
    rows = [{"slug": "changing", "website": served.url}]
    return crawl(folder, rows, "--vocabulary", str(terms.parent))


def test_it_stops_the_crawl_and_the_next_one_settles_what_was_read(
    tmp_path: Path, terms: Path
) -> None:
    clinic = Changing().site()
    responses = {"now": BAD}

    def respond(request: Request) -> Response:
        terms.write_text(responses["now"])
        return clinic.respond(request)

    with serve(replace(clinic, respond=respond)) as served:
        broken = visit(tmp_path, served, terms)
        assert broken.code == 1
        assert "mine.csv: line 2, column kind, 'My Subject': is not lower-case" in broken.err
        assert "Traceback" not in broken.err
        assert broken.column("SELECT count(*) FROM posts") == [0]
        terms.write_text(GOOD)
        responses["now"] = GOOD
        mended = visit(tmp_path, served, terms)
    assert mended.code == 0
    assert mended.column("SELECT count(*) FROM posts") == [8]
    assert mended.column("SELECT DISTINCT topic FROM post_topics") == ["letter"]
