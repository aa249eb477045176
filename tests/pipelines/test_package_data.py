"""What comes with dripfeed is in one place of a checkout and another of the wheel."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import pipelines as package_data
from pipelines import data_folder, demo_folder
from scrapers.errors import DripfeedError

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of an installed package that has no files yet."""
    package = tmp_path / "site-packages" / "pipelines"
    package.mkdir(parents=True)
    monkeypatch.setattr(package_data, "PACKAGE", package)
    return package


def write(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.touch()


def test_a_checkout_has_its_data_in_the_folder_data() -> None:
    assert data_folder() == PROJECT / "data"


def test_a_checkout_serves_the_imitation_clinics_from_its_tests() -> None:
    assert demo_folder() == PROJECT


def test_a_wheel_has_its_data_in_the_package(package: Path) -> None:
    write(package / "data" / "metadata.yaml")
    assert data_folder() == package / "data"


def test_a_wheel_has_the_imitation_clinics_in_the_package(package: Path) -> None:
    write(package / "demo" / "tests" / "sites" / "__main__.py")
    assert demo_folder() == package / "demo"


@pytest.mark.parametrize("folder", [data_folder, demo_folder])
def test_a_broken_installation_says_what_to_do(package: Path, folder: Callable[[], Path]) -> None:
    with pytest.raises(DripfeedError, match="install dripfeed again"):
        folder()


def test_every_file_of_the_data_folder_is_shipped_or_the_user_s_own() -> None:
    words = ["git", "ls-files", "data"]
    tracked = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    project = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    entries = {"/".join(Path(line).parts[:2]) for line in tracked.splitlines()}
    unshipped = {entry for entry in entries if f'"{entry}"' not in project}
    assert unshipped == {"data/clinics.csv"}
