"""`dripfeed page` explains one page, and says what is wrong with a file that holds none."""

import gzip
import json
from pathlib import Path

import pytest

from tests.pipelines.cli.in_process import dripfeed


@pytest.mark.parametrize("content", [None, b"\x1f\x8bbroken", gzip.compress(b"<p>cut")[:-4]])
def test_a_page_that_cannot_be_read_ends_with_1(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "a.html.gz"
    if content is not None:
        path.write_bytes(content)
    result = dripfeed("page", path)
    assert result.exit_code == 1
    assert "cannot read" in result.output


PAGE = """<!doctype html><html lang=en><head><title>Ketamine for migraine</title></head>
<body><main><article><h1>Ketamine for migraine</h1><p>A long migraine is hard to end. Some clinics
try ketamine, slowly, in a dark room, and write down what it did.</p></article></main></body></html>
"""


def test_a_page_is_shown_with_what_it_is_about(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(PAGE)
    result = dripfeed("page", path)
    assert "is about  condition  migraine (2 times)  A long migraine is hard" in result.output
    mentions = json.loads(dripfeed("page", path, "--json").output)["mentions"]
    assert {"ketamine", "migraine"} <= {each["label"] for each in mentions if each["is_topic"]}


SAYING = PAGE.replace(
    "and write down what it did.",
    "and write down what it did (NCT01627782). Ketamine is not FDA-approved for migraine, and a "
    "visit costs $450. Call 207-555-0123.",
)


def test_a_page_is_shown_with_what_it_claims_cites_and_offers(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(SAYING)
    result = dripfeed("page", path)
    assert "fda_status      [not FDA-approved] (negated, " in result.output
    assert "ketamine, migraine)" in result.output
    assert "  nct       NCT01627782" in result.output
    assert "  price     450.00 USD per visit" in result.output
    assert "  phone     +12075550123" in result.output
    whole = json.loads(dripfeed("page", path, "--json").output)
    assert [each["identifier"] for each in whole["citations"]] == ["NCT01627782"]
    assert whole["changes"] == []


def test_a_page_is_searched_for_the_terms_of_another_folder(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    (tmp_path / "mine.csv").write_text("kind,label\nmood,dark room\n")
    result = dripfeed("page", tmp_path / "a.html", "--vocabulary", tmp_path)
    assert "  mentions  mood       dark room (once)" in result.output
    assert "migraine (" not in result.output


def test_a_folder_of_terms_that_is_missing_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE)
    result = dripfeed("page", tmp_path / "a.html", "--vocabulary", tmp_path / "none")
    assert result.exit_code == 1
    assert "name another with --vocabulary DIR" in result.output


def test_an_address_that_is_none_ends_with_1() -> None:
    result = dripfeed("page", "https://[broken/")
    assert result.exit_code == 1
    assert "not an http(s) URL" in result.output


TRAIL = PAGE.replace(
    "<body>",
    "<body><nav><a href='/'>Our front door</a></nav><div id=comments><p>Ann was ill</p></div>",
)


def test_the_trail_shows_a_block_that_is_left_out_with_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(TRAIL)
    lines = dripfeed("page", path, "--trail").output.splitlines()
    at = lines.index("  paragraph    Our front door  <- not text")
    assert lines[at + 1] == "    keep_trafilatura_text     dropped: trafilatura left it out"
    assert lines[at + 2] == "    label_regions             boilerplate: inside a navigation"


def test_the_trail_shows_no_comment(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(TRAIL)
    shown = dripfeed("page", path, "--trail").output
    assert "a comment, which is not shown  <- not text" in shown
    assert "Ann was ill" not in shown + dripfeed("page", path, "--trail", "--json").output


def test_the_trail_is_one_more_key_of_the_json(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(TRAIL)
    usual = json.loads(dripfeed("page", path, "--json").output)
    explained = json.loads(dripfeed("page", path, "--trail", "--json").output)
    trails = explained.pop("trail")
    assert explained == usual
    assert trails[0] == {
        "kind": "paragraph",
        "text": "Our front door",
        "role": "boilerplate",
        "is_kept": False,
        "steps": [
            {
                "rule": "keep_trafilatura_text",
                "outcome": "dropped",
                "why": "trafilatura left it out",
            },
            {"rule": "label_regions", "outcome": "boilerplate", "why": "inside a navigation"},
        ],
    }


def test_a_page_that_cannot_be_extracted_has_no_trail(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("[1, 2]")
    assert json.loads(dripfeed("page", path, "--trail", "--json").output)["trail"] == []
