"""What a stranger finds first: the files of the project name the same commands and Pythons."""

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

PROJECT = Path(__file__).parents[1]
RECIPE = re.compile(r"(?m)^make ([a-z]+)")
ISSUE_FORMS = sorted((PROJECT / ".github/ISSUE_TEMPLATE").glob("*.yml"))
PATH = re.compile(r"`([\w./-]+(?:/|\.(?:py|md|yaml|yml|toml|csv|txt|html)))`")
MADE_UP = {"NAME", "SLUG"}
"""Names that the reader of a guide chooses."""
FORM_KEYS = {"name", "description", "labels", "body"}


def text_of(name: str) -> str:
    return (PROJECT / name).read_text(encoding="utf-8")


def workflow() -> dict[str, Any]:
    jobs: dict[str, Any] = yaml.safe_load(text_of(".github/workflows/ci.yml"))["jobs"]
    return jobs


def recipes_of_the_workflow() -> set[str]:
    steps = [step for job in workflow().values() for step in job["steps"]]
    return {recipe for step in steps for recipe in RECIPE.findall(step.get("run", ""))}


def test_the_workflow_runs_what_continuous_integration_runs_here() -> None:
    here = set(RECIPE.findall(text_of(".ci/run")))
    assert {"lint", "test"} <= here
    assert here <= recipes_of_the_workflow()
    assert all(recipe(name) for name in recipes_of_the_workflow())


def test_the_tests_run_on_every_python_that_the_project_names() -> None:
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    pythons = workflow()["test"]["strategy"]["matrix"]["python"]
    prefix = "Programming Language :: Python :: 3."
    named = [line.rsplit(" ", 1)[1] for line in project["classifiers"] if line.startswith(prefix)]
    assert pythons == named
    assert project["requires-python"] == f">={pythons[0]}"


def test_hooks_before_a_commit_use_the_pinned_tools_only() -> None:
    (local,) = yaml.safe_load(text_of(".pre-commit-config.yaml"))["repos"]
    assert local["repo"] == "local"
    entries = [hook["entry"] for hook in local["hooks"]]
    tools = {entry.split()[0].removeprefix(".venv/bin/") for entry in entries}
    assert tools == set(re.findall(r"\$\(BIN\)/([\w-]+)", recipe("lint")))


def recipe(name: str) -> str:
    """The commands of a recipe of the Makefile."""
    found = re.search(rf"(?m)^{name}:.*\n((?:\t.*\n)+)", text_of("Makefile"))
    assert found, f"the Makefile has no recipe {name}"
    return found[1]


@pytest.mark.parametrize(
    "form", [f for f in ISSUE_FORMS if f.stem != "config"], ids=lambda f: f.stem
)
def test_an_issue_form_has_what_github_shows(form: Path) -> None:
    content = yaml.safe_load(form.read_text(encoding="utf-8"))
    assert set(content) == FORM_KEYS
    fields = [field for field in content["body"] if field["type"] != "markdown"]
    ids = [field["id"] for field in fields]
    assert len(ids) == len(set(ids))
    assert all(field["attributes"]["label"] for field in fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


@pytest.mark.parametrize("package", ["scrapers", "pipelines"])
def test_a_package_says_that_it_is_typed(package: str) -> None:
    assert (PROJECT / package / "py.typed").is_file()


def named_paths(guide: str) -> list[str]:
    """Paths that a guide names, without those of files that its reader is to add."""
    return [p for p in PATH.findall(text_of(guide)) if not MADE_UP & set(re.findall(r"\w+", p))]


@pytest.mark.parametrize("guide", ["CONTRIBUTING.md", "SECURITY.md"])
def test_every_file_that_a_guide_names_is_there(guide: str) -> None:
    words = ["git", "ls-files"]
    listing = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    places = [f"/{line}" for line in listing.splitlines()]
    paths = named_paths(guide)
    assert paths
    missing = [path for path in paths if not any(f"/{path}" in place for place in places)]
    assert missing == []
