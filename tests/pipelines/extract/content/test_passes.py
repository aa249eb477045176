"""Passes decide and the fold applies; each decision names the pass that made it."""

import ast
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeGuard

import pytest
from lxml.html import HtmlElement, fromstring

import pipelines.extract
from pipelines.extract.content.apply_passes import apply_passes
from pipelines.extract.content.content_root import find_content_root, is_prose
from pipelines.extract.document.candidate_block import CandidateBlock, Decided
from pipelines.extract.document.decision import Decision, Form
from pipelines.extract.document.text import words_of
from pipelines.extract.passes import PASSES
from pipelines.items import Kind, Role

PACKAGE = Path(pipelines.extract.__file__).parent
DECIDED = {"is_kept", "role", "reason", "alternate", "is_listing", "trail"}
"""What only the fold may set on a block."""
LONG = "The nurse looks in every few minutes and warms the room before the drip begins slowly."


def block(text: str, element: HtmlElement | None = None) -> CandidateBlock:
    """A paragraph that no pass has seen."""
    place = fromstring("<p></p>") if element is None else element
    return CandidateBlock(kind=Kind.PARAGRAPH, text=text, element=place, words=words_of(text))


def keep_all(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """A pass that keeps every block."""
    yield from ((each, Decision.keep("keep_all", "it is there")) for each in blocks)


def label_if_first_is_kept(blocks: Sequence[CandidateBlock], _: object) -> Iterator[Decided]:
    """A pass that labels the second block where the first is text, and drops the first."""
    yield blocks[0], Decision.drop("label_if_first_is_kept", "it is first")
    if blocks[0].is_kept:
        why = "the first is text"
        yield blocks[1], Decision.label("label_if_first_is_kept", Role.TEASER, why)


def test_a_later_pass_sees_what_an_earlier_one_decided() -> None:
    blocks = [block("a"), block("b")]
    apply_passes(blocks, (keep_all, label_if_first_is_kept), None)
    assert blocks[1].role is Role.TEASER


def test_without_the_earlier_pass_the_later_one_decides_otherwise() -> None:
    blocks = [block("a"), block("b")]
    apply_passes(blocks, (label_if_first_is_kept,), None)
    assert blocks[1].role is Role.BODY


def test_a_pass_never_sees_half_of_its_own_decisions() -> None:
    blocks = [block("a"), block("b")]
    apply_passes(blocks, (keep_all, label_if_first_is_kept), None)
    assert not blocks[0].is_kept
    assert blocks[1].reason == "the first is text"


def test_the_trail_keeps_every_decision_in_order() -> None:
    blocks = [block("a"), block("b")]
    apply_passes(blocks, (keep_all, label_if_first_is_kept), None)
    assert [(step.rule, step.outcome) for step in blocks[1].trail] == [
        ("keep_all", "kept"),
        ("label_if_first_is_kept", "teaser"),
    ]


def test_another_kind_leaves_open_whether_the_block_is_text() -> None:
    kept = block("May I drive home?")
    kept.apply(Decision.keep("first", "it is text"))
    form = Form(kind=Kind.QUESTION, level=None, ordered=False)
    kept.apply(Decision.reshape("second", form, "it asks"))
    assert (kept.kind, kept.is_kept, kept.role) == (Kind.QUESTION, True, Role.BODY)


def test_the_alternate_source_of_an_earlier_decision_is_remembered() -> None:
    recalled = block("a")
    recalled.apply(Decision.keep("first", "the feed has it", alternate="feed"))
    recalled.apply(Decision.label("second", Role.TEASER, "it is a card"))
    assert recalled.alternate == "feed"


def test_a_content_root_may_be_asked_for_without_any_block_kept() -> None:
    tree = fromstring(f"<div><nav><p>Home</p></nav><section><p>{LONG}</p></section></div>")
    blocks = [block(p.text or "", p) for p in tree.iter("p")]
    root = find_content_root(blocks, is_body=is_prose)
    assert root is not None
    assert root.element.text == LONG
    assert find_content_root(blocks) is None


def test_no_pass_comes_twice_in_a_stage() -> None:
    for stage in PASSES:
        names = [decide.__name__ for decide in stage]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_only_the_fold_sets_what_is_decided_about_a_block(path: Path) -> None:
    setters = [
        ast.unparse(target)
        for node in ast.walk(ast.parse(path.read_text()))
        for target in targets_of(node)
        if isinstance(target, ast.Attribute) and target.attr in DECIDED
        if not (path.name == "candidate_block.py" and ast.unparse(target.value) == "self")
    ]
    assert setters == []


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_a_rule_is_the_name_of_a_function_of_its_file(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text())))
    functions = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    rules = {ast.literal_eval(node.args[0]) for node in nodes if is_decision(node)}
    assert rules <= functions


def is_decision(node: ast.AST) -> TypeGuard[ast.Call]:
    """True for Decision.keep("the_rule", ...) and its kin."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and ast.unparse(node.func.value) == "Decision"
    )


def targets_of(node: ast.AST) -> Iterator[ast.expr]:
    """What a statement assigns to, out of its tuples."""
    targets: list[ast.expr] = []
    if isinstance(node, ast.Assign):
        targets = list(node.targets)
    elif isinstance(node, ast.AugAssign | ast.AnnAssign):
        targets = [node.target]
    for target in targets:
        yield from target.elts if isinstance(target, ast.Tuple) else [target]
