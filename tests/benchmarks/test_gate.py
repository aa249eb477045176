"""The gate: floors only rise, a sunken figure or another truth stops the run."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import gate
from tests.pipelines.examples.pages import PARAGRAPHS, TITLE, URL, paragraphs, post

TRUTH = "a" * 64


def floors_file(folder: Path, **floors: float) -> Path:
    path = folder / "floors.json"
    path.write_text(json.dumps({"truth_sha256": TRUTH, "floors": floors}))
    return path


def floors_in(path: Path) -> dict[str, float]:
    stored: dict[str, float] = json.loads(path.read_text())["floors"]
    return stored


def truth(**changes: Any) -> dict[str, Any]:
    """What is true of the sample post."""
    return {
        "url": URL,
        "page_type": "article",
        "title": TITLE,
        "author": "Dana Reed",
        "published_on": "2021-06-03",
        "text": "\n".join([*PARAGRAPHS]),
        "must_have": ["A nurse then explains"],
        "must_not_have": ["Cookie settings"],
        **changes,
    }


def scored(html: str, **changes: Any) -> dict[str, float]:
    """The figures of our own reading of a page."""
    said = truth(**changes)
    one = gate.score(gate.ours(said["url"], html.encode()), said, None)
    return {figure: tally.share for figure, tally in one.tallies.items()}


def test_a_figure_on_its_floor_passes(tmp_path: Path) -> None:
    path = floors_file(tmp_path, **{"word f1": 0.95, "dates invented": 0.1})
    shares = {"word f1": 0.95, "dates invented": 0.1}
    assert gate.check(path, shares, TRUTH, update=False) == 0


@pytest.mark.parametrize(
    ("figure", "share"),
    [("word f1", 0.94), ("dates invented", 0.11), ("service accepted", 0.11), ("cpu ms", 0.11)],
)
def test_a_figure_below_its_floor_stops_the_run_and_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], figure: str, share: float
) -> None:
    floor = 0.95 if figure == "word f1" else 0.1
    path = floors_file(tmp_path, **{figure: floor})
    assert gate.check(path, {figure: share}, TRUTH, update=False) == 1
    assert f"{figure} is {share:.4f}, its floor {floor:.4f}" in capsys.readouterr().out


def test_posts_accepted_is_better_when_higher_and_others_when_lower() -> None:
    floors = {"posts accepted": 0.9, "not posts accepted": 0.1}
    assert gate.fallen({"posts accepted": 0.95, "not posts accepted": 0.05}, floors) == []
    assert len(gate.fallen({"posts accepted": 0.85, "not posts accepted": 0.15}, floors)) == 2


def test_a_figure_that_is_not_scored_any_more_stops_the_run(tmp_path: Path) -> None:
    path = floors_file(tmp_path, **{"dates invented": 0.1})
    assert gate.check(path, {"word f1": 0.99}, TRUTH, update=False) == 1


def test_one_paragraph_of_one_page_is_forgiven(tmp_path: Path) -> None:
    path = floors_file(tmp_path, **{"word f1": 0.95})
    assert gate.check(path, {"word f1": 0.95 - gate.EPSILON / 2}, TRUTH, update=False) == 0


def test_floors_of_another_truth_are_refused_and_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = floors_file(tmp_path, **{"word f1": 0.95})
    before = path.read_text()
    assert gate.check(path, {"word f1": 0.99}, "b" * 64, update=True) == 1
    assert path.read_text() == before
    assert "not the one" in capsys.readouterr().out


def test_an_update_raises_floors_and_lowers_none(tmp_path: Path) -> None:
    path = floors_file(tmp_path, **{"word f1": 0.95, "dates invented": 0.1, "title exact": 0.9})
    shares = {"word f1": 0.96, "dates invented": 0.2, "title exact": 0.8, "must have": 0.5}
    assert gate.check(path, shares, TRUTH, update=True) == 1
    assert floors_in(path) == {
        "word f1": 0.96, "dates invented": 0.1, "title exact": 0.9, "must have": 0.5,
    }  # fmt: skip


def test_an_update_keeps_the_floor_of_a_figure_that_was_not_scored(tmp_path: Path) -> None:
    path = floors_file(tmp_path, **{"dates invented": 0.1})
    gate.check(path, {"word f1": 0.96}, TRUTH, update=True)
    assert floors_in(path) == {"word f1": 0.96, "dates invented": 0.1}


def test_the_time_that_a_machine_takes_is_no_floor(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    assert gate.check(path, {"cpu ms": 20.0, "word f1": 0.9}, TRUTH, update=True) == 0
    assert floors_in(path) == {"word f1": 0.9}


def test_floors_are_never_compared_with_some_of_the_pages(tmp_path: Path) -> None:
    path = floors_file(tmp_path, **{"word f1": 0.95})
    with pytest.raises(SystemExit, match="2"):
        gate.main(["--pages", "5", "--floors", str(path), "--update"])


def test_without_the_corpus_it_says_so_and_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gate, "CORPUS", tmp_path / "none")
    assert gate.main(["--floors", str(floors_file(tmp_path, **{"word f1": 0.95}))]) == 0
    assert "nothing was scored" in capsys.readouterr().out


def test_a_right_reading_scores_one_everywhere() -> None:
    found = scored(post("<p>By Dana Reed - June 3, 2021</p>" + paragraphs()))
    found.pop("cpu ms")
    assert set(found.values()) == {1.0}


def test_a_date_and_an_author_that_the_truth_lacks_are_invented() -> None:
    html = post("<p>By Dana Reed - June 3, 2021</p>" + paragraphs())
    found = scored(html, author=None, published_on=None)
    assert (found["dates invented"], found["authors invented"]) == (1.0, 1.0)
    assert "dates right of given" not in found


def test_a_date_that_is_not_given_is_missing_and_not_wrong() -> None:
    found = scored(post())
    assert (found["dates given"], found["authors given"]) == (0.0, 0.0)
    assert not {"dates right of given", "authors right of given"} & set(found)


def test_a_page_that_is_no_post_counts_by_its_kind() -> None:
    found = scored(post("<p>By Dana Reed - June 3, 2021</p>" + paragraphs()), page_type="service")
    assert found == {"not posts accepted": 1.0, "service accepted": 1.0}


def test_a_page_of_the_corpus_is_scored_by_both_readers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gate, "CORPUS", tmp_path)
    monkeypatch.setattr("logging.disable", lambda _: None)
    (tmp_path / "html").mkdir()
    body = gzip.compress(post("<h2>Rest</h2>" + paragraphs()).encode())
    (tmp_path / "html" / "0001.html.gz").write_bytes(body)
    said = truth(text="\n".join(["Rest", *PARAGRAPHS]))
    scores = gate.score_page(("0001", said))
    assert set(scores) == {"dripfeed", "trafilatura"}
    assert scores["dripfeed"].tallies["headings kept"].share == 1.0
    assert "title exact" in gate.table(scores)
