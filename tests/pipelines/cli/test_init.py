"""`dripfeed init` makes a folder to work in, and never overwrites what is there."""

from pathlib import Path

import pytest

from pipelines.cli import COMMANDS
from scrapers.clinics import read_clinics
from scrapers.clinics.rows import COLUMNS
from tests.pipelines.cli.in_process import dripfeed


def files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def test_it_writes_a_file_of_clinics_and_a_readme(tmp_path: Path) -> None:
    assert dripfeed("init", tmp_path / "study").exit_code == 0
    assert files(tmp_path / "study") == {"README.md", "data/clinics.csv"}


def test_without_a_folder_it_is_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert dripfeed("init").exit_code == 0
    assert files(tmp_path) == {"README.md", "data/clinics.csv"}


def test_the_file_of_clinics_names_every_column_and_no_clinic(tmp_path: Path) -> None:
    dripfeed("init", tmp_path)
    path = tmp_path / "data" / "clinics.csv"
    assert path.read_text() == ",".join(COLUMNS) + "\n"
    assert read_clinics(path).clinics == ()


def test_the_readme_names_commands_that_exist(tmp_path: Path) -> None:
    dripfeed("init", tmp_path)
    lines = (tmp_path / "README.md").read_text().splitlines()
    commands = {line.split()[1] for line in lines if line.startswith("    dripfeed ")}
    assert commands == {"add", "crawl", "serve"}
    assert commands <= set(COMMANDS)


def test_it_prints_the_next_steps(tmp_path: Path) -> None:
    output = dripfeed("init", tmp_path).output
    assert f"Next steps in {tmp_path}:" in output
    assert "dripfeed add URL" in output


@pytest.mark.parametrize("name", ["README.md", "data/clinics.csv"])
def test_it_overwrites_nothing_and_then_writes_nothing(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine")
    result = dripfeed("init", tmp_path)
    assert result.exit_code == 1
    assert f"{path} would be overwritten" in result.output
    assert files(tmp_path) == {name}
    assert path.read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder must go")
    result = dripfeed("init", tmp_path)
    assert result.exit_code == 1
    assert f"cannot write {tmp_path / 'data' / 'clinics.csv'}" in result.output


def test_a_crawl_of_a_new_folder_says_how_to_add_a_clinic(tmp_path: Path) -> None:
    dripfeed("init", tmp_path)
    path = tmp_path / "data" / "clinics.csv"
    result = dripfeed("crawl", "--clinics", path, "--db", tmp_path / "a.db")
    assert result.exit_code == 1
    assert f"{path} does not list any clinics: add one with `dripfeed add URL`" in result.output


def test_a_crawl_without_a_file_of_clinics_names_init(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = dripfeed("crawl")
    assert result.exit_code == 1
    assert "run `dripfeed init`" in result.output
