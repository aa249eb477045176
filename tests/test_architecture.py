"""Rules that ruff and import-linter do not know: lengths, and what files and docs name."""

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

from pipelines.cli import COMMANDS

PROJECT = Path(__file__).parents[1]
FILE_LINES = 300
FUNCTION_LINES = 40
LONG_FILES = ("pipelines/store/migrations.py", "data/")
"""A migration is never edited again, so its file only grows; data is no code."""
FUNCTIONS = ast.FunctionDef | ast.AsyncFunctionDef

# written in pieces, so that this file does not break the rules that it checks
OUTSIDE = re.compile(r"(?<![\w.\-])/(?:" + "wo" + r"rk|ro" + r"ot|ho" + r"me/\w+)/")
REGISTRIES = re.compile(
    r"(?i)py" + r"pi\.(org|io)|python" + r"hosted|np" + r"mjs|deb" + r"ian\.org|crates" + r"\.io"
    r"|proxy\.gol" + r"ang"
)
SHARED = re.compile(r"\.\./sha" + r"red|\bsha" + r"red/corpus")


@cache
def tracked() -> tuple[Path, ...]:
    """All files of the project that git keeps or would keep."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    paths = (Path(line) for line in listing.stdout.splitlines())
    return tuple(path for path in paths if (PROJECT / path).is_file())


def python_files(*packages: str) -> list[Path]:
    """The Python files of these top-level folders, or of all."""
    files = [path for path in tracked() if path.suffix == ".py"]
    return [path for path in files if not packages or path.parts[0] in packages]


@cache
def text_of(path: Path) -> str:
    """The text of a file; "" for what is not text."""
    try:
        return (PROJECT / path).read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return ""


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(text_of(path))


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Every line of the project's files that matches the pattern, with its place."""
    return [
        f"{path}:{number}: {line.strip()}"
        for path in tracked()
        for number, line in enumerate(text_of(path).splitlines(), start=1)
        if pattern.search(line)
    ]


# -- lengths ------------------------------------------------------------------------------------


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first, last = function.body[0], function.end_lineno
    assert last
    docstring = ast.get_docstring(function, clean=False)
    doc_lines = 0 if docstring is None else (first.end_lineno or 0) - first.lineno + 1
    return last - function.lineno + 1 - doc_lines


def test_files_are_short() -> None:
    lengths = {path.as_posix(): len(text_of(path).splitlines()) for path in python_files()}
    long = {path: length for path, length in lengths.items() if length > FILE_LINES}
    assert [path for path in long if not path.startswith(LONG_FILES)] == []


def test_functions_are_short() -> None:
    functions = [
        (f"{path}:{node.lineno}: {node.name}", code_lines(node))
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, FUNCTIONS)
    ]
    assert [place for place, length in functions if length > FUNCTION_LINES] == []


# -- what no file says --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "example"),
    [(OUTSIDE, "see /wo" + "rk/notes"), (REGISTRIES, "https://py" + "pi.org/simple")],
    ids=["paths outside the project", "package registries"],
)
def test_no_file_names_what_lies_outside(pattern: re.Pattern[str], example: str) -> None:
    assert pattern.search(example)
    assert lines_with(pattern) == []


def test_what_is_shared_is_used_by_tests_only() -> None:
    lines = lines_with(SHARED)
    assert [line for line in lines if not line.startswith(("tests/", "benchmarks/"))] == []


# -- what every reader finds --------------------------------------------------------------------


def test_the_readme_names_every_command() -> None:
    readme = text_of(Path("README.md"))
    assert [command for command in COMMANDS if f"dripfeed {command}" not in readme] == []


def test_every_command_is_a_module_of_its_own() -> None:
    folder = PROJECT / "pipelines" / "cli"
    assert [command for command in COMMANDS if not (folder / f"{command}.py").is_file()] == []
