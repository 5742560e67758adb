"""Small mechanical changes to a solution: each is a wrong answer that a suite should notice, or an equal one.

Only what learners write is changed: the regions between ``# solution:`` and ``# end solution``.
"""

from __future__ import annotations

import ast
import copy
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.authoring.stubs import BEGIN, END

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Pow: ast.Mult, ast.MatMult: ast.Mult, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
}  # fmt: skip
IN_PLACE = ("add", "sub", "mul", "div", "copy", "relu", "clamp", "fill", "masked_fill", "zero", "requires_grad")
PLAIN_LISTS = {"ModuleList": "list", "ModuleDict": "dict", "ParameterList": "list", "ParameterDict": "dict"}
UNTOUCHED = (ast.FunctionDef, ast.ClassDef, ast.Pass, ast.Import, ast.ImportFrom)


@dataclass(frozen=True)
class Mutant:
    """One changed solution: its whole text, the line that was changed, and how."""

    source: str
    line: int
    change: str


Change = tuple[str, Callable[[Any], Any]]


def mutants(solution: Path) -> Iterator[Mutant]:
    """Yield all mutants of a solution, none of them twice and none equal to it."""
    text = solution.read_text(encoding="utf-8")
    tree = ast.parse(text)
    lines = _region_lines(text)
    idle = _idle(tree)
    seen = {ast.unparse(tree)}
    for position, node in enumerate(ast.walk(tree)):
        if getattr(node, "lineno", 0) not in lines or id(node) in idle:
            continue
        for change, apply in _changes(node):
            source = _changed(tree, position, apply)
            if source is not None and source not in seen:
                seen.add(source)
                yield Mutant(source, node.lineno, change)  # type: ignore[attr-defined]


def _region_lines(text: str) -> set[int]:
    lines: set[int] = set()
    inside = False
    for number, line in enumerate(text.split("\n"), start=1):
        inside = (inside or bool(BEGIN.match(line))) and not END.match(line)
        if inside:
            lines.add(number)
    return lines


def _idle(tree: ast.Module) -> set[int]:
    """Return the ids of nodes that decide nothing: docstrings, annotations, and the words of an error."""
    parts: list[ast.AST] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
            parts += [node.exc]
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            parts.append(node)
        elif isinstance(node, (ast.AnnAssign, ast.arg)) and node.annotation is not None:
            parts.append(node.annotation)
        elif isinstance(node, ast.FunctionDef) and node.returns is not None:
            parts.append(node.returns)
    return {id(inner) for part in parts for inner in ast.walk(part)}


def _changed(tree: ast.Module, position: int, apply: Callable[[Any], Any]) -> str | None:
    """Return the text of the tree with one node replaced, or None where that gives no Python."""
    mutated = copy.deepcopy(tree)
    target = next(node for place, node in enumerate(ast.walk(mutated)) if place == position)
    replacement = apply(copy.deepcopy(target))
    if replacement is None:
        return None
    result = _Replace(target, replacement).visit(mutated)
    try:
        source = ast.unparse(ast.fix_missing_locations(result))
        ast.parse(source)
    except (SyntaxError, ValueError):
        return None
    return source + "\n"


class _Replace(ast.NodeTransformer):
    def __init__(self, target: ast.AST, replacement: ast.AST) -> None:
        self._target, self._replacement = target, replacement

    def visit(self, node: ast.AST) -> ast.AST:
        return self._replacement if node is self._target else self.generic_visit(node)


def _changes(node: ast.AST) -> Iterator[Change]:
    """Yield what can be done to a node."""
    if isinstance(node, ast.Constant):
        yield from _of_constant(node)
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        yield "another comparison", lambda n: _with(n, ops=[COMPARISONS[type(n.ops[0])](), *n.ops[1:]])
    elif isinstance(node, ast.BoolOp):
        yield "and for or", lambda n: _with(n, op=ast.And() if isinstance(n.op, ast.Or) else ast.Or())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        yield "sign or not removed", lambda n: n.operand
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in OPERATORS:
        yield "another operator", lambda n: _with(n, op=OPERATORS[type(n.op)]())
    elif isinstance(node, ast.Call):
        yield from _of_call(node)
    elif isinstance(node, (ast.If, ast.IfExp)):
        yield "condition negated", lambda n: _with(n, test=ast.UnaryOp(ast.Not(), n.test))
    elif isinstance(node, ast.While):
        yield "while becomes if", lambda n: ast.If(n.test, n.body, n.orelse)
    elif isinstance(node, ast.Return) and node.value is not None:
        yield "returns None", lambda n: _with(n, value=ast.Constant(None))
        # A clone of what was just computed is as good as that.
        fresh = isinstance(node.value, (ast.Call, ast.BinOp))
        for method in ("detach", "double") if fresh else ("detach", "double", "clone"):
            yield f"returns .{method}()", functools.partial(_returning, method)
    elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
        yield ".data inserted", lambda n: ast.Attribute(n, "data", ast.Load())
    elif isinstance(node, ast.With):
        yield "with removed", lambda n: ast.If(ast.Constant(True), n.body, [])
    elif isinstance(node, ast.For):
        yield "loop runs once", lambda n: _with(n, body=[*n.body, ast.Break()])
    if isinstance(node, ast.stmt) and not isinstance(node, UNTOUCHED):
        yield "statement removed", lambda n: ast.Pass()
    if isinstance(node, (ast.Return, ast.Assign, ast.Expr)) and _computes(node):
        yield "under no_grad", _under_no_grad


def _of_constant(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield "bool flipped", lambda n: ast.Constant(not n.value)
    elif isinstance(node.value, (int, float)):
        yield "number plus one", lambda n: ast.Constant(n.value + 1)
    elif node.value is None:
        yield "None becomes 0", lambda n: ast.Constant(0)
    elif isinstance(node.value, str) and node.value.isidentifier():
        yield "name changed", lambda n: ast.Constant(n.value + "_")


def _of_call(node: ast.Call) -> Iterator[Change]:
    for place in range(len(node.args)):
        yield "argument dropped", functools.partial(_without, "args", place)
    for place, word in enumerate(node.keywords):
        yield f"{word.arg}= dropped", functools.partial(_without, "keywords", place)
    if len(node.args) == 2:
        yield "arguments swapped", lambda n: _with(n, args=n.args[::-1])
    if node.args:
        yield "call removed", lambda n: n.args[0]
    if not isinstance(node.func, ast.Attribute):
        return
    name = node.func.attr
    if not node.args:
        yield "call removed", lambda n: n.func.value
    if name in IN_PLACE or name.removesuffix("_") in IN_PLACE:
        other = name.removesuffix("_") if name.endswith("_") else f"{name}_"
        yield f".{other}()", lambda n: _with(n, func=_with(n.func, attr=other))
    if name in PLAIN_LISTS:
        yield f"{PLAIN_LISTS[name]} for {name}", lambda n: _with(n, func=ast.Name(PLAIN_LISTS[name], ast.Load()))
    if name == "register_buffer" and len(node.args) > 1:
        yield (
            "attribute for buffer",
            lambda n: ast.Call(ast.Name("setattr", ast.Load()), [n.func.value, *n.args[:2]], []),
        )


def _with(node: Any, **fields: object) -> Any:
    for name, value in fields.items():
        setattr(node, name, value)
    return node


def _without(field: str, place: int, node: ast.AST) -> ast.AST:
    parts = getattr(node, field)
    return _with(node, **{field: parts[:place] + parts[place + 1 :]})  # type: ignore[no-any-return]


def _returning(method: str, node: ast.Return) -> ast.AST:
    assert node.value is not None
    node.value = ast.Call(ast.Attribute(node.value, method, ast.Load()), [], [])
    return node


def _computes(node: ast.Return | ast.Assign | ast.Expr) -> bool:
    """Whether autograd may have something to record: not while parts are put into `self`, nor for a lone name."""
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Attribute):
        return False
    if "super()" in ast.unparse(node):
        return False
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        # A call for its effect; those of lists and sets compute nothing.
        return not isinstance(node.value.func, ast.Attribute) or node.value.func.attr.endswith("_")
    return not isinstance(node.value, (ast.Constant, ast.Name, ast.List, ast.Dict, ast.ListComp, type(None)))


def _under_no_grad(node: ast.stmt) -> ast.AST:
    context = ast.parse("__import__('torch').no_grad()", mode="eval").body
    return ast.With([ast.withitem(context)], [node])
