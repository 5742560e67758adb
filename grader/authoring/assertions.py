"""Which comparisons of a suite no wrong answer needs: each is believed once, and the bank must notice.

A comparison is an ``expect(...)`` with all that is chained to it, known by the line at which it begins.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from grader.authoring.complaint import Complaint, about
from grader.authoring.gate import judged
from grader.authoring.trials import Trial, trials
from grader.catalog import Exercise
from grader.judge.seen import Trust
from grader.pipeline import Grader

SEED = 1


@dataclass(frozen=True)
class Assertion:
    """One comparison: its line, its text, and the checks that make it, directly or through helpers."""

    line: int
    text: str
    checks: frozenset[str]


def assertions(exercise: Exercise) -> Iterator[Assertion]:
    """Yield the comparisons of a suite in the order of their lines."""
    source = exercise.tests.read_text(encoding="utf-8")
    functions = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.FunctionDef)}
    names = {name: _names_in(node) & set(functions) for name, node in functions.items()}
    checks = {entry.name for entry in exercise.checks}
    for name, function in functions.items():
        users = frozenset(check for check in checks if name in _reached(check, names))
        for node in ast.walk(function):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "expect":
                yield Assertion(node.lineno, ast.get_source_segment(source, node) or "", users)


def unneeded(exercises: Sequence[Exercise], grader: Grader) -> Iterator[Complaint]:
    """Yield a complaint for each comparison that could be removed without any wrong answer passing its check."""
    found = [(exercise, one) for exercise in exercises for one in assertions(exercise)]
    planned: dict[tuple[str, int], list[Trial]] = {}
    for exercise, assertion in found:
        wrong = [trial for trial in trials(exercise, [SEED]) if set(trial.task.checks) & assertion.checks]
        planned[exercise.id, assertion.line] = [
            replace(
                trial,
                task=replace(
                    trial.task, name=f"{trial.task.name} line {assertion.line}", trust=Trust(line=assertion.line)
                ),
            )
            for trial in wrong
            if len(trial.task.checks) == 1
        ]
    verdicts = judged([trial.task for group in planned.values() for trial in group], exercises, grader)
    for exercise, assertion in found:
        group = planned[exercise.id, assertion.line]
        if not any(True for trial in group for _ in trial.complain(verdicts[trial.task.key])):
            problem = f"line {assertion.line}: no wrong answer needs `{' '.join(assertion.text.split())}`."
            cure = "Write a wrong answer that only this comparison catches, or remove it."
            yield about(exercise, exercise.tests, problem, cure)


def _names_in(function: ast.FunctionDef) -> set[str]:
    return {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}


def _reached(name: str, names: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ways = [name]
    while ways:
        here = ways.pop()
        if here not in reached:
            reached.add(here)
            ways += names.get(here, ())
    return reached
