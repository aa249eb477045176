"""The command line says what it does, and ends with the code that tells how it went."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.cli import COMMANDS, cli
from pipelines.reports.export import Format
from pipelines.store.database import open_database
from pipelines.store.posts import save_post
from pipelines.store.runs import begin_run, end_visit
from scrapers.codes.end_states import EndState
from scrapers.items import Skip, Visit
from scrapers.reasons import Reason
from tests.pipelines.cli.in_process import dripfeed
from tests.pipelines.examples.posts import CLINIC, URL, list_urls, post, with_clinic

PROJECT = Path(__file__).parents[3]
CLINICS = "slug,website\nharbor,https://harbor.example/\n"


@pytest.fixture
def db_path(tmp_path: Path) -> Path:
    """A database of one run over one clinic with one post and one skip."""
    path = tmp_path / "a.db"
    db = with_clinic(open_database(path))
    run = begin_run(db, {}, [CLINIC])
    frontier = list_urls(db, URL, f"{URL}-2")
    frontier.mark_skipped(Skip(url=f"{URL}-2", clinic="harbor", reason=Reason.ARCHIVE_PAGE))
    save_post(db, post())
    db.execute("UPDATE pages SET state = 'post' WHERE url = ?", [URL])
    db.conn.commit()
    end_visit(db, run, Visit(clinic="harbor", end_state=EndState.LIMITED), {"new": 1})
    db.close()
    return path


@pytest.fixture
def clinics_path(tmp_path: Path) -> Path:
    path = tmp_path / "clinics.csv"
    path.write_text(CLINICS)
    return path


# -- help ---------------------------------------------------------------------------------------


def test_help_lists_every_verb_with_what_it_does() -> None:
    result = dripfeed("--help")
    assert result.exit_code == 0
    lines = result.output.split("Commands:")[1].strip().splitlines()
    assert [line.split()[0] for line in lines] == list(COMMANDS)
    assert all(len(line.split()) > 3 for line in lines)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_a_verb_says_what_it_prints(command: str) -> None:
    result = dripfeed(command, "--help")
    assert result.exit_code == 0
    words = ("Prints", "Print ", "Show", "show", "Explain", "Write")
    assert any(word in result.output for word in words)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_says_what_it_is_for(command: str) -> None:
    loaded = cli.get_command(cli.make_context("dripfeed", [command]), command)
    assert loaded is not None
    for option in loaded.params:
        if option.param_type_name == "option":
            assert getattr(option, "help", None), f"{command} {option.opts}"


def test_help_is_quick_because_nothing_heavy_is_imported() -> None:
    asked = "import sys, pipelines.cli as c; [c.cli.get_command(None, n) for n in c.COMMANDS]; "
    heavy = "print(sorted({'scrapy', 'datasette', 'trafilatura', 'lxml'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", asked + heavy], cwd=PROJECT, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_the_version_is_told() -> None:
    assert dripfeed("--version").output.startswith("dripfeed, version ")


# -- wrong usage: 2 -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-verb"],
        ["crawl", "--no-such-option"],
        ["crawl", "--limit", "0"],
        ["crawl", "--limit", "many"],
        ["export"],
        ["export", "posts", "--format", "xlsx"],
        ["page"],
        ["serve", "--port", "70000"],
    ],
    ids=" ".join,
)
def test_wrong_usage_ends_with_2(words: list[str]) -> None:
    result = dripfeed(*words)
    assert result.exit_code == 2
    assert "Usage:" in result.output


@pytest.mark.parametrize("change", ["DOWNLOAD_DELAY", "=5", ""])
def test_a_setting_without_a_value_is_wrong_usage(clinics_path: Path, change: str) -> None:
    result = dripfeed("crawl", "--clinics", clinics_path, "-s", change)
    assert result.exit_code == 2
    assert f"{change!r} is not NAME=VALUE" in result.output


@pytest.mark.parametrize("given", ["since", "=5"])
def test_a_parameter_without_a_value_is_wrong_usage(db_path: Path, given: str) -> None:
    result = dripfeed("export", "new_posts", "--db", db_path, "-p", given)
    assert result.exit_code == 2
    assert f"{given!r} is not NAME=VALUE" in result.output


# -- errors that the user can mend: 1 -----------------------------------------------------------


@pytest.mark.parametrize("words", [["status"], ["extract"], ["export", "posts"], ["serve"]])
def test_a_missing_database_ends_with_1_and_says_what_to_do(
    tmp_path: Path, words: list[str]
) -> None:
    result = dripfeed(*words, "--db", tmp_path / "none.db")
    assert result.exit_code == 1
    assert "there is no database" in result.output
    assert "dripfeed crawl" in result.output
    assert "Traceback" not in result.output
    assert list(tmp_path.iterdir()) == []


def test_a_missing_file_of_clinics_ends_with_1(tmp_path: Path) -> None:
    result = dripfeed("crawl", "--clinics", tmp_path / "none.csv")
    assert result.exit_code == 1
    assert "none.csv" in result.output


def test_an_unknown_clinic_ends_with_1_and_names_those_like_it(clinics_path: Path) -> None:
    result = dripfeed("crawl", "harbour", "--clinics", clinics_path)
    assert result.exit_code == 1
    assert "no clinic 'harbour'; did you mean harbor?" in result.output


@pytest.mark.parametrize("verb", ["status", "extract"])
def test_a_clinic_that_the_database_does_not_know_ends_with_1(db_path: Path, verb: str) -> None:
    result = dripfeed(verb, "harbour", "--db", db_path)
    assert result.exit_code == 1
    assert "'harbour'" in result.output


def test_a_crawl_without_contact_ends_with_1(
    clinics_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DRIPFEED_CONTACT", raising=False)
    words = ["crawl", "--clinics", clinics_path, "--db", clinics_path.with_name("b.db")]
    program = "from pipelines.cli import cli; cli()"
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, words)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "DRIPFEED_CONTACT" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("verb", ["crawl", "extract"])
def test_a_bad_file_of_terms_ends_with_1_before_anything_runs(
    db_path: Path, clinics_path: Path, verb: str
) -> None:
    folder = db_path.parent / "terms"
    folder.mkdir()
    (folder / "mine.csv").write_text("kind,label\nMy Kind,sleep\n")
    clinics: list[str | Path] = ["--clinics", clinics_path] if verb == "crawl" else []
    result = dripfeed(verb, *clinics, "--db", db_path, "--vocabulary", folder)
    assert result.exit_code == 1
    assert "mine.csv: line 2, column kind, 'My Kind'" in result.output


# -- what is printed ----------------------------------------------------------------------------


def test_status_shows_how_a_clinic_fared_and_why_addresses_are_no_posts(db_path: Path) -> None:
    result = dripfeed("status", "--db", db_path)
    assert result.exit_code == 0
    assert "limited" in result.output
    assert str(EndState.LIMITED.next_step) in result.output
    assert Reason.ARCHIVE_PAGE.sentence in result.output
    assert "SQLite 3." in result.output


def test_status_as_json_is_read_by_programs(db_path: Path) -> None:
    result = dripfeed("status", "--db", db_path, "--json")
    [row] = json.loads(result.output)
    assert (row["clinic"], row["listed"], row["posts"], row["skipped"]) == ("harbor", 2, 1, 1)
    assert [reason["reason"] for reason in row["reasons"]] == ["archive_page"]


@pytest.mark.parametrize("form", Format)
def test_every_format_can_be_chosen(db_path: Path, form: Format) -> None:
    out = db_path.with_suffix(f".{form}")
    export = dripfeed("export", "posts", "--db", db_path, "--format", form, "-o", out)
    assert export.exit_code == 0, export.output
    assert out.stat().st_size > 0


def test_export_goes_to_standard_output_or_into_a_file(db_path: Path) -> None:
    result = dripfeed("export", "post_tags", "--db", db_path)
    assert result.output.splitlines() == ["id,post,tag", "1,1,Ketamine", "2,1,Brain"]
    out = db_path.with_name("tags.jsonl")
    result = dripfeed("export", "post_tags", "--db", db_path, "-o", out)
    assert result.output == f"Wrote 2 rows to {out}\n"
    assert json.loads(out.read_text().splitlines()[0]) == {"id": 1, "post": 1, "tag": "Ketamine"}


def test_the_database_may_be_named_by_the_environment(
    db_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRIPFEED_DB", str(db_path))
    assert dripfeed("export", "posts").exit_code == 0


# -- copies -------------------------------------------------------------------------------------


def test_extract_compares_all_posts_anew(db_path: Path) -> None:
    db = open_database(db_path)
    text = " ".join(f"word{number}" for number in range(90))
    for number, sha in ((3, "3" * 64), (4, "4" * 64)):
        save_post(db, post(url=f"{URL}-{number}", text=text, text_sha256=sha))
    db.close()
    result = dripfeed("extract", "--copies", "--db", db_path, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == [{"kind": "same", "pairs": 1}]


def test_copies_are_always_those_of_all_clinics(db_path: Path) -> None:
    result = dripfeed("extract", "harbor", "--copies", "--db", db_path)
    assert result.exit_code == 2
    assert "do not name any" in result.output
