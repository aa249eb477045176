"""The small faults that can be put into a file: one operator, number or statement changed."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
STATEMENTS = (ast.Expr, ast.Assign, ast.AugAssign, ast.Return, ast.Continue, ast.Break)
UNSEEN = {"annotation", "returns", "decorator_list", "type_params", "bases", "pattern"}
"""Fields of a node whose change no test can see (types), or that are not expressions (patterns)."""

LEFT_ALONE = (ast.JoinedStr, ast.Assert)
"""Python 3.11 does not know where the parts of an f-string are; an assertion that is turned round
fails in every test."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mutation:
    """A piece of a file, counted in bytes of UTF-8, and what takes its place."""

    start: int
    end: int
    text: str

    def apply(self, source: str) -> str:
        """The file with the fault."""
        encoded = source.encode()
        return (encoded[: self.start] + self.text.encode() + encoded[self.end :]).decode()


def mutations(source: str) -> list[Mutation]:
    """All faults that can be put into a file, in reading order."""
    starts = [0]
    for line in source.encode().split(b"\n"):
        starts.append(starts[-1] + len(line) + 1)

    def place(node: ast.stmt | ast.expr, text: str) -> Mutation:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return Mutation(
            start=starts[node.lineno - 1] + node.col_offset,
            end=starts[node.end_lineno - 1] + node.end_col_offset,
            text=text,
        )

    return sorted(place(node, text) for node, text in _replacements(ast.parse(source)))


def _replacements(tree: ast.AST) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    """What can be replaced in a tree, with the text to put there."""
    for field, value in ast.iter_fields(tree):
        children = value if isinstance(value, list) else [value]
        for child in children:
            if field in UNSEEN or not isinstance(child, ast.AST) or isinstance(child, LEFT_ALONE):
                continue
            if isinstance(child, ast.stmt):
                yield from ((child, text) for text in _statement(child))
            elif isinstance(child, ast.expr):
                yield from ((child, f"({ast.unparse(new)})") for new in _expression(child))
            yield from _replacements(child)


def _statement(node: ast.stmt) -> Iterator[str]:
    """A statement that is left out; docstrings, declarations and assertions are kept."""
    if not isinstance(node, STATEMENTS):
        return
    if isinstance(node, ast.Return):
        if node.value is not None and not _is_none(node.value):
            yield "return None"
    elif not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        yield "pass"


def _expression(node: ast.expr) -> Iterator[ast.expr]:
    """An expression with another operator or another number."""
    match node:
        case ast.BoolOp():
            yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        case ast.UnaryOp(op=ast.Not()):
            yield node.operand
        case ast.Compare(ops=[op]):
            yield ast.Compare(node.left, [COMPARISONS[type(op)]()], node.comparators)
        case ast.BinOp() if type(node.op) in ARITHMETIC:
            yield ast.BinOp(node.left, ARITHMETIC[type(node.op)](), node.right)
        case ast.IfExp():
            yield ast.IfExp(node.test, node.orelse, node.body)
        case ast.Constant(value=bool(value)):
            yield ast.Constant(not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value + 1)
        case _:
            pass


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
