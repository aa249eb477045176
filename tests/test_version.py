"""The version: one number in pyproject.toml, and the same wherever a reader meets it."""

import re
import tomllib
from pathlib import Path

import yaml
from click.testing import CliRunner

from pipelines.cli import cli
from pipelines.extract import EXTRACTOR
from pipelines.store.database import open_database
from pipelines.store.runs import versions
from scrapers import __version__
from scrapers.settings import USER_AGENT

PROJECT = Path(__file__).parents[1]
SECTION = re.compile(r"^## (?P<version>\d+\.\d+\.\d+) \((?P<date>\d{4}-\d\d-\d\d)\)$", re.MULTILINE)


def text_of(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def declared_version() -> str:
    version: str = tomllib.loads(text_of("pyproject.toml"))["project"]["version"]
    return version


def test_citation_and_changelog_name_the_version_of_the_project() -> None:
    newest = SECTION.search(text_of("CHANGELOG.md"))
    assert newest, "CHANGELOG.md has no section such as ## 0.2.0 (2026-11-28)"
    assert newest["version"] == declared_version()
    citation = yaml.safe_load(text_of("CITATION.cff"))
    assert (citation["version"], citation["date-released"]) == (newest["version"], newest["date"])


def test_the_changelog_keeps_a_heading_for_what_comes_next() -> None:
    headings = re.findall(r"^## (.+)$", text_of("CHANGELOG.md"), re.MULTILINE)
    assert headings[0] == "Unreleased"
    assert all(SECTION.match(f"## {heading}") for heading in headings[1:])


def test_the_installed_version_is_that_of_the_project() -> None:
    assert __version__ == declared_version(), "the installed version is another: run make install"


def test_everything_that_names_dripfeed_names_its_version() -> None:
    assert CliRunner().invoke(cli, ["--version"]).output == f"dripfeed, version {__version__}\n"
    assert EXTRACTOR.startswith(f"dripfeed {__version__}, ")
    assert USER_AGENT.startswith(f"dripfeed/{__version__} ")
    assert versions(open_database(":memory:"))["dripfeed"] == __version__
