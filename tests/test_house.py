"""The rules of the house: who imports whom, how long things get, and what every reader finds."""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pipelines.cli import COMMANDS
from scrapers.reasons import FAILED_STATES, NEXT_STEPS, REASON_TEXTS, EndState, Reason

PROJECT = Path(__file__).parents[1]
LAYERS = (
    ("pipelines.cli",),
    ("pipelines.browse",),
    (
        "pipelines.steps",
        "pipelines.jobs.crawl",
        "pipelines.jobs.reextract",
        "pipelines.reports.export",
        "pipelines.reports.coding_sheet",
        "pipelines.reports.frozen_dataset",
        "pipelines.jobs.inspect_page",
        "pipelines.jobs.probe_site",
        "pipelines.jobs.read_queue",
        "pipelines.jobs.worker_pool",
        "pipelines.archive.not_modified",
    ),
    (
        "pipelines.queries",
        "pipelines.reports.comparison",
        "pipelines.reports.digest",
        "pipelines.reports.methods",
        "pipelines.reports.inventory",
        "pipelines.reports.formatting",
        "pipelines.settle",
    ),
    (
        "pipelines.store",
        "pipelines.archive.warc",
        "pipelines.archive.warc",
        "pipelines.archive.listed_bodies",
    ),
    ("pipelines.extract", "pipelines.enrich", "pipelines.dedupe"),
    ("pipelines.items", "pipelines"),
    ("scrapers.spiders",),
    ("scrapers.sources", "scrapers.platforms", "scrapers.middlewares"),
    (
        "scrapers.clinics",
        "scrapers.clinics.rows",
        "scrapers.clinics.csv_table",
        "scrapers.urls",
        "scrapers.urls.tracking_parameters",
        "scrapers.urls.crawl_traps",
        "scrapers.state.frontier",
        "scrapers.state.transaction",
        "scrapers.fetch.outcomes",
        "scrapers.fetch.browser",
        "scrapers.state.hosts",
        "scrapers.fetch.html_text",
        "scrapers.state.timestamps",
        "scrapers.state.page_state",
        "scrapers.fetch.browser",
        "scrapers.fetch.robots_tags",
        "scrapers.fetch.soft_404",
        "scrapers.fetch.shutdown",
        "scrapers.state.route_trust",
        "scrapers.fetch.visible_text",
        "scrapers.fetch.block_pages",
        "scrapers.fetch.download_handler",
    ),
    ("scrapers.settings", "scrapers.items", "scrapers.reasons", "scrapers.errors"),
)
"""From the top of the house to its ground: a module imports from its own layer or from below."""
STRANGERS = ("pipelines.extract", "pipelines.enrich", "pipelines.dedupe")
"""Rooms of one layer that never import each other."""
FENCED = {
    "trafilatura": ("pipelines.extract",),
    "datasette": ("pipelines.browse", "pipelines.cli.serve"),
}
"""Libraries that only these may import."""

FILE_LINES = 300
FUNCTION_LINES = 40
LONG_FILES = ("pipelines/store/migrations.py", "data/")
"""A migration is never edited again, so its file only grows; data is no code."""

# written in pieces, so that this file does not break the rules that it checks
OUTSIDE = re.compile(r"(?<![\w.\-])/(?:" + "wo" + r"rk|ro" + r"ot|ho" + r"me/\w+)/")
REGISTRIES = re.compile(
    r"(?i)py" + r"pi\.(org|io)|python" + r"hosted|np" + r"mjs|deb" + r"ian\.org|crates" + r"\.io"
    r"|proxy\.gol" + r"ang"
)
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")


@cache
def tracked() -> tuple[Path, ...]:
    """All files of the project that git keeps or would keep."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(words, cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    paths = (Path(line) for line in told.splitlines())
    return tuple(path for path in paths if (PROJECT / path).is_file())


def python_files(*rooms: str) -> list[Path]:
    found = [path for path in tracked() if path.suffix == ".py"]
    return [path for path in found if not rooms or path.parts[0] in rooms]


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse((PROJECT / path).read_text(encoding="utf-8"))


def module_name(path: Path) -> str:
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, anywhere in it."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports by a relative name"
            assert node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def room_of(module: str) -> tuple[int, str] | None:
    """Layer and room of a module; None for the bare packages, which hold a version only."""
    found = [
        (level, room) for level, rooms in enumerate(LAYERS) for room in rooms if is_in(module, room)
    ]
    return found[0] if found else None


CODE = python_files("scrapers", "pipelines")


@pytest.mark.parametrize("path", CODE, ids=module_name)
def test_imports_run_one_way(path: Path) -> None:
    own = room_of(module_name(path))
    if own is None:
        assert path.parent.name in {"scrapers", "pipelines"}, f"name the layer of {path} in LAYERS"
        assert path.name == "__init__.py", f"name the layer of {path} in LAYERS"
        return
    for name in imports(path):
        other = room_of(name)
        if other is None:
            continue
        assert other[0] >= own[0], f"{path} imports {name}, which lies above it"
        both = {own[1], other[1]}
        assert len(both) == 1 or not both <= set(STRANGERS), f"{path} imports {name}"


@pytest.mark.parametrize("path", python_files("scrapers"), ids=str)
def test_scrapers_never_imports_pipelines(path: Path) -> None:
    assert not [name for name in imports(path) if is_in(name, "pipelines")]


@pytest.mark.parametrize("library", FENCED)
def test_a_library_behind_a_fence_is_imported_there_only(library: str) -> None:
    users = {module_name(path) for path in CODE if any(is_in(n, library) for n in imports(path))}
    assert users
    assert [user for user in users if not any(is_in(user, room) for room in FENCED[library])] == []


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_a_file_is_short(path: Path) -> None:
    lines = len((PROJECT / path).read_text(encoding="utf-8").splitlines())
    assert lines <= FILE_LINES or path.as_posix().startswith(LONG_FILES)


def code_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first, last = function.body[0], function.end_lineno
    assert last
    told = ast.get_docstring(function, clean=False)
    docstring = (first.end_lineno or 0) - first.lineno + 1 if told is not None else 0
    return last - function.lineno + 1 - docstring


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_a_function_is_short(path: Path) -> None:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    functions = [node for node in ast.walk(tree(path)) if isinstance(node, kinds)]
    long = {f.name: code_lines(f) for f in functions if code_lines(f) > FUNCTION_LINES}
    assert long == {}


@pytest.mark.parametrize("path", python_files(), ids=str)
def test_a_module_says_what_it_is(path: Path) -> None:
    told = ast.get_docstring(tree(path))
    assert told or not tree(path).body


@pytest.mark.parametrize("path", CODE, ids=str)
def test_only_the_command_line_prints(path: Path) -> None:
    calls = [node.func for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    printing = [call for call in calls if isinstance(call, ast.Name) and call.id == "print"]
    assert not printing or is_in(module_name(path), "pipelines.cli")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    """Every line of the project's files that the pattern is found in, with its place."""
    found = []
    for path in tracked():
        try:
            text = (PROJECT / path).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{path}:{number}: {line.strip()}"
            for number, line in enumerate(text.splitlines(), start=1)
            if pattern.search(line)
        ]
    return found


@pytest.mark.parametrize(
    ("pattern", "example"),
    [
        (OUTSIDE, "see /wo" + "rk/notes"),
        (REGISTRIES, "https://py" + "pi.org/simple"),
        (UNFINISHED, "# TO" + "DO: later"),
    ],
    ids=["paths outside the project", "package registries", "unfinished work"],
)
def test_no_file_names_what_lies_outside_or_is_unfinished(
    pattern: re.Pattern[str], example: str
) -> None:
    assert pattern.search(example)
    assert lines_with(pattern) == []


def test_what_is_shared_is_used_by_tests_only() -> None:
    shared = re.compile(r"\.\./sha" + r"red|\bsha" + r"red/corpus")
    outside = [
        line for line in lines_with(shared) if not line.startswith(("tests/", "benchmarks/"))
    ]
    assert outside == []


# -- what every reader finds --------------------------------------------------------------------


def documents() -> str:
    pages = [path for path in tracked() if path.suffix == ".md"]
    return "\n".join((PROJECT / path).read_text(encoding="utf-8") for path in pages)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")
    assert f"dripfeed {command}" in readme, f"README.md lacks `dripfeed {command}`"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_a_module_of_its_own(command: str) -> None:
    assert (PROJECT / "pipelines" / "cli" / f"{command}.py").is_file()


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_text_and_is_documented(reason: Reason) -> None:
    assert REASON_TEXTS[reason]
    assert f"`{reason}`" in documents(), f"no page explains `{reason}`"


@pytest.mark.parametrize("state", EndState)
def test_every_end_state_is_documented(state: EndState) -> None:
    assert f"`{state}`" in documents(), f"no page explains `{state}`"


@pytest.mark.parametrize("state", EndState)
def test_every_end_state_but_done_names_the_next_step(state: EndState) -> None:
    assert (NEXT_STEPS[state] is None) == (state is EndState.DONE)


def test_every_failed_state_is_one_that_a_person_must_look_at() -> None:
    assert {EndState.DONE, EndState.LIMITED, EndState.INTERRUPTED}.isdisjoint(FAILED_STATES)
    assert EndState.LOST_POSTS in FAILED_STATES
