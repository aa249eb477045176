"""Every stored code has words, a row in the documentation and something that makes it.

A new code is its member, the place that makes it, and a test of that place; `make docs` writes its
row. So a new date source is three edits: `pipelines/items/date_source.py`,
`pipelines/extract/metadata/dates.py` and `tests/pipelines/extract/metadata/test_dates.py`.
"""

import ast
import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pipelines.browse.code_tables import code_row, heading
from pipelines.items import CitationKind, ClaimKind, DateSource
from scrapers.codes import StoredCode
from scrapers.codes.end_states import EndState
from scrapers.items import Route
from scrapers.reasons import Reason

PROJECT = Path(__file__).parents[1]
CODES = [code for codes in StoredCode.__subclasses__() for code in codes]
TABLES: dict[type[StoredCode], str] = {ClaimKind: "claims", CitationKind: "evidence"}
"""Codes that rows of a file in data/vocabulary/ make."""

each_code = pytest.mark.parametrize("code", CODES, ids=lambda code: f"{type(code).__name__}.{code}")


@each_code
def test_a_code_is_found_by_what_is_stored(code: StoredCode) -> None:
    assert type(code)(str(code)) is code
    assert type(code).of(str(code)) is code


@each_code
def test_a_code_has_words_for_readers(code: StoredCode) -> None:
    assert code.label
    assert "_" not in code.label
    assert code.sentence


@each_code
def test_a_code_has_a_row_in_the_documentation(code: StoredCode) -> None:
    if isinstance(code, Reason | EndState):
        assert f"\n| `{code}` | " in document("reasons"), "run make docs"
        return
    section = document("columns").partition(f"\n### {heading(type(code))}\n")[2]
    assert code_row(code) in section.partition("\n### ")[0], "run make docs"


@each_code
def test_something_makes_the_code(code: StoredCode) -> None:
    made = (type(code).__name__, code.name) in made_by_code()
    assert made or code in rows_of(type(code)) or is_made_of_a_route(code)


@pytest.mark.parametrize("codes", [ClaimKind])
def test_every_row_of_the_packaged_table_is_of_a_known_kind(codes: type[StoredCode]) -> None:
    assert {kind for kind in rows_of(codes) if codes.of(kind) is None} == set()


def test_a_code_without_words_cannot_be_defined() -> None:
    with pytest.raises(TypeError, match="Reason 'robots' needs a label and a sentence"):
        StoredCode.__init__(Reason.ROBOTS, "robots", "forbidden")  # as its definition calls it


@pytest.mark.parametrize("code", [None, "", "of another version"])
def test_a_code_that_is_not_known_is_no_member(code: str | None) -> None:
    assert Reason.of(code) is None


def test_every_end_state_but_done_names_the_next_step() -> None:
    assert [state for state in EndState if state.next_step is None] == [EndState.DONE]


def test_what_the_user_asked_for_is_no_failure() -> None:
    fine = [EndState.DONE, EndState.LIMITED, EndState.INTERRUPTED]
    assert [state for state in fine if state.has_failed or state.exit_code] == []
    assert EndState.LOST_POSTS.has_failed


@pytest.mark.parametrize("reason", [r for r in Reason if r.effect.names_end])
def test_a_reason_that_names_the_end_of_a_visit_has_one(reason: Reason) -> None:
    assert reason.effect.end is not None


# -- where codes are made ------------------------------------------------------------------------


@cache
def document(name: str) -> str:
    return (PROJECT / "docs" / f"{name}.md").read_text(encoding="utf-8")


def rows_of(codes: type[StoredCode]) -> set[str]:
    """The kinds of the rows of dripfeed's own table."""
    if codes not in TABLES:
        return set()
    path = PROJECT / "data" / "vocabulary" / f"{TABLES[codes]}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["kind"] for row in csv.DictReader(file)}


def is_made_of_a_route(code: StoredCode) -> bool:
    """Whether a route is the source: `DateSource(ref.route)`."""
    return isinstance(code, DateSource) and Route.of(code) is not None


@cache
def made_by_code() -> frozenset[tuple[str, str]]:
    """Enum and member of every `Enum.MEMBER` in the code that is more than compared with."""
    return frozenset(
        member
        for package in ("scrapers", "pipelines")
        for path in (PROJECT / package).rglob("*.py")
        for member in members_in(ast.parse(path.read_text(encoding="utf-8")))
    )


def members_in(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Compare):
        return
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        yield node.value.id, node.attr
    for child in ast.iter_child_nodes(node):
        yield from members_in(child)
