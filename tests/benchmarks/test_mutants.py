"""The faults that are put into files, and the tests that are asked to notice them."""

import ast
from pathlib import Path

import pytest

from benchmarks.mutants import place_of
from benchmarks.mutations import mutations
from benchmarks.near_tests import near_tests

CODE = sorted((Path(__file__).parents[2] / "pipelines").rglob("*.py"))


def faulty(source: str) -> list[str]:
    return [mutation.apply(source) for mutation in mutations(source)]


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("LIMIT = 80", "LIMIT = (81)"),
        ("is_end = False", "is_end = (True)"),
        ("seen.add(offer)", "pass"),
        ("count += step", "pass"),
        ("is_own = a and b", "is_own = (a or b)"),
        ("is_own = not a", "is_own = (a)"),
        ("is_own = a < b", "is_own = (a <= b)"),
        ("is_own = a not in b", "is_own = (a in b)"),
        ("total = a + b", "total = (a - b)"),
        ("kind = a if b else c", "kind = (c if b else a)"),
        ("def f(a):\n    return a", "def f(a):\n    return None"),
        ("for a in b:\n    continue", "for a in b:\n    pass"),
        ("ö = 'é' if a else (b or c)", "ö = 'é' if a else ((b and c))"),
    ],
)
def test_a_fault_changes_one_operator_number_or_statement(source: str, fault: str) -> None:
    assert fault in faulty(source)


@pytest.mark.parametrize(
    "source",
    [
        '"""What a module says, 1 and 2."""',
        "size: int | None",
        "def f(a: int | None) -> bool | None: ...",
        "@dataclass(frozen=True)\nclass Place:\n    line: int",
        "def f() -> None:\n    return None",
        "match kind:\n    case 1 | 2:\n        raise error",
        'raise ValueError(f"{a + 1}")',
        "assert a is not None",
    ],
)
def test_what_no_test_could_notice_is_left_as_it_is(source: str) -> None:
    assert faulty(source) == []


def test_every_fault_in_this_project_is_a_program_and_another_one() -> None:
    for path in CODE[::6]:
        source = path.read_text(encoding="utf-8")
        program = ast.dump(ast.parse(source))
        for changed in faulty(source):
            assert ast.dump(ast.parse(changed)) != program, place_of(path.name, source, changed)


FILES = {
    "pipelines/extract/__init__.py": "from pipelines.extract.reading import read",
    "pipelines/extract/reading.py": "from pipelines.extract import evidence",
    "pipelines/extract/evidence.py": "",
    "pipelines/cli/__init__.py": "",
    "pipelines/cli/page.py": "",
    "tests/extract_pages.py": "from pipelines.extract import extract",
    "tests/test_facts.py": "from tests.extract_pages import read",
    "tests/test_evidence.py": "import pipelines.extract.evidence",
    "tests/test_cli.py": "from pipelines.cli import cli",
    "tests/test_cli_page.py": "import subprocess",
    "tests/pipelines/extract/test_whole_pages.py": "import subprocess",
    "tests/test_neighbor.py": "from pipelines.extract import dates",
    "pipelines/extract/dates.py": "",
    "tests/test_far.py": "import json",
}


def test_the_tests_of_a_module_come_first_then_its_folder_then_by_imports() -> None:
    near = near_tests("pipelines/extract/evidence.py", FILES, 8)
    assert near == [
        "tests/test_evidence.py",
        "tests/pipelines/extract/test_whole_pages.py",
        "tests/test_facts.py",
    ]
    assert near_tests("pipelines/extract/evidence.py", FILES, 1) == near[:1]


def test_a_module_that_is_imported_late_is_reached_by_its_package_or_its_name() -> None:
    near = near_tests("pipelines/cli/page.py", FILES, 8)
    assert near == ["tests/test_cli_page.py", "tests/test_cli.py"]


def test_a_survivor_is_shown_with_its_place_and_both_lines() -> None:
    source = "A = 1\nLIMIT = 80\n"
    (changed,) = [text for text in faulty(source) if "81" in text]
    assert place_of("pipelines/a.py", source, changed) == (
        "pipelines/a.py:2\n  -LIMIT = 80\n  +LIMIT = (81)"
    )
