"""The golden hashes: what changes from run to run is in none, what a reader sees is in all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import golden
from benchmarks.golden_pages import content_of, json_path, values_only
from benchmarks.golden_tables import Names, line_of, stable_row, stable_text
from benchmarks.pages import site_page
from tests.sites.catalog import site

NAMES = Names(
    hosts={"127.0.0.1:40123": "harbor", "127.0.0.1:40999": "summit"},
    posts={7: "http://summit/b", 9: "http://harbor/a"},
    clusters={7: "http://harbor/a"},
    terms={3: "drug ketamine"},
)
HASH_OF_A_POST = (
    "import hashlib; from benchmarks.golden_pages import content_of; "
    "from benchmarks.pages import site_page; from tests.sites.catalog import site; "
    "page = site_page(site('harbor-infusion'), '/nad-infusions-what-we-know/'); "
    "print(hashlib.sha256(content_of(page)).hexdigest())"
)


@pytest.mark.parametrize(
    "column",
    ["id", "fetched_at", "archive_offset", "body_sha256", "etag", "versions", "read_ms"],
)
def test_what_changes_from_crawl_to_crawl_is_in_no_row(column: str) -> None:
    assert stable_row({"title": "Ketamine", column: "x"}, NAMES) == {"title": "Ketamine"}


@pytest.mark.parametrize("column", ["published_on", "text_sha256", "position", "url", "position_x"])
def test_what_the_page_says_is_in_the_row(column: str) -> None:
    assert stable_row({column: "x"}, NAMES) == {column: "x"}


def test_an_empty_column_that_is_new_moves_no_hash() -> None:
    assert line_of({"title": "a", "gone_status": None}, NAMES) == line_of({"title": "a"}, NAMES)


def test_an_empty_text_is_not_an_empty_column() -> None:
    assert stable_row({"alt": ""}, NAMES) == {"alt": ""}


def test_what_changes_is_left_out_of_json_in_a_column_too() -> None:
    hints = '{"title":"a","body":{"location":{"offset":5},"number":0},"tags":["b"]}'
    kept = {"title": "a", "body": {"number": 0}, "tags": ["b"]}
    assert stable_row({"hints": hints}, NAMES) == {"hints": kept}


def test_a_text_that_only_begins_like_json_is_kept() -> None:
    assert stable_row({"text": "[sic] and so on"}, NAMES) == {"text": "[sic] and so on"}


def test_an_id_of_a_post_is_replaced_by_its_url() -> None:
    assert stable_row({"post": 9, "first_post": 7}, NAMES) == {
        "post": "http://harbor/a",
        "first_post": "http://summit/b",
    }


def test_a_number_that_is_no_id_is_kept() -> None:
    assert stable_row({"word_count": 9}, NAMES) == {"word_count": 9}


def test_a_cluster_is_called_the_same_whichever_post_represents_it() -> None:
    assert stable_row({"cluster": 7}, NAMES) == {"cluster": "http://harbor/a"}


def test_a_term_is_called_by_its_label() -> None:
    assert stable_row({"term": 3}, NAMES) == {"term": "drug ketamine"}


def test_a_pair_of_posts_is_the_same_row_in_either_order() -> None:
    one = {"post": 7, "other": 9, "containment": 0.9, "other_containment": 0.4, "jaccard": 0.3}
    other = {"post": 9, "other": 7, "containment": 0.4, "other_containment": 0.9, "jaccard": 0.3}
    assert line_of(one, NAMES) == line_of(other, NAMES)


def test_a_pair_of_posts_that_is_turned_round_is_another_row() -> None:
    one = {"post": 7, "other": 9, "containment": 0.9, "other_containment": 0.4}
    other = {"post": 7, "other": 9, "containment": 0.4, "other_containment": 0.9}
    assert line_of(one, NAMES) != line_of(other, NAMES)


@pytest.mark.parametrize(
    ("text", "stable"),
    [
        ("see http://127.0.0.1:40123/a", "see http://harbor/a"),
        ("a proxy at 127.0.0.1:1", "a proxy at 127.0.0.1:1"),
        ("dripfeed/0.1.0 (+local test)", "dripfeed/ (+local test)"),
        ("dripfeed 1.2.0rc1, trafilatura 2.3.1", "dripfeed , trafilatura 2.3.1"),
        ("posts 9, 7 have the same date", "http://harbor/a, http://summit/b have the same date"),
        ("post 7 has no date", "http://summit/b has no date"),
        ("the clinic has posts 5 days a week", "the clinic has posts 5 days a week"),
    ],
)
def test_ports_ids_and_versions_in_a_sentence(text: str, stable: str) -> None:
    assert stable_text(text, NAMES) == stable


def test_the_name_of_a_field_is_in_no_hash_and_its_place_is() -> None:
    before = values_only({"verdict": ("a",), "title": {"value": "b", "raw": None}})
    assert before == values_only({"classification": ("a",), "name": {"value": "b", "raw": None}})
    assert before != values_only({"title": {"value": "b", "raw": None}, "verdict": ("a",)})


@pytest.mark.parametrize(
    ("path", "expected"),
    [("post/1", "post/1.json"), ("search?q=a?b", "search.json?q=a?b")],
)
def test_json_is_asked_for_before_the_query(path: str, expected: str) -> None:
    assert json_path(path) == expected


def test_a_hash_differs_where_it_moved_appeared_or_is_gone() -> None:
    before = {"sites/a": "1", "sites/b": "2", "tables/c": "3"}
    after = {"sites/a": "1", "sites/b": "9", "pages/d": "4"}
    assert golden.differing(before, after) == ["pages/d", "sites/b", "tables/c"]


def test_differences_are_counted_by_group_and_the_first_are_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    names = [f"corpus/{number:03}" for number in range(30)]
    assert golden.report("moved", names)
    printed = capsys.readouterr().out
    assert "corpus: 30 moved" in printed
    assert "corpus/019\n  and 10 more" in printed


def test_no_difference_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert not golden.report("moved", [])
    assert capsys.readouterr().out == ""


def test_a_check_compares_the_groups_that_were_hashed_and_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "golden.json"
    file.write_text(json.dumps({"sites/a": "1", "tables/posts": "2"}))
    monkeypatch.setattr(golden, "seeded", lambda *_: ({"sites/a": "1"}, {"sites/a": "1"}))
    assert golden.main(["--check", str(file), "--only", "sites"]) == 0
    assert golden.main(["--check", str(file), "--only", "sites,tables"]) == 1
    assert "  tables/posts" in capsys.readouterr().out


def test_a_difference_between_the_seeds_is_named_and_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(golden, "seeded", lambda *_: ({"sites/a": "1"}, {"sites/a": "2"}))
    assert golden.main(["--write", str(tmp_path / "golden.json"), "--only", "sites"]) == 1
    assert "  sites/a" in capsys.readouterr().out


def test_a_check_without_a_file_says_how_to_write_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert golden.main(["--check", str(tmp_path / "none.json"), "--only", "sites"]) == 2
    assert "--write" in capsys.readouterr().out


def test_without_the_corpus_the_other_groups_are_hashed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(golden, "CORPUS", tmp_path / "none")
    assert golden.groups_of("corpus,sites") == ["sites"]
    assert "left out" in capsys.readouterr().out


def test_a_page_has_the_same_hash_under_two_hash_seeds() -> None:
    content = content_of(site_page(site("harbor-infusion"), "/nad-infusions-what-we-know/"))
    assert b"NAD" in content
    hashes = {
        subprocess.run(
            [sys.executable, "-c", HASH_OF_A_POST], capture_output=True, text=True, check=True,
            cwd=Path(__file__).parents[1], env={**os.environ, "PYTHONHASHSEED": str(seed)},
        ).stdout
        for seed in golden.SEEDS
    }  # fmt: skip
    assert len(hashes) == 1
