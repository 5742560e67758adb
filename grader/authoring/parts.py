"""The parts of an exercise as they lie on the disk: all there, nothing else, and saying what they must."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from grader import catalog
from grader.authoring.answers import bank
from grader.authoring.complaint import Complaint, about
from grader.authoring.stubs import derive
from grader.catalog import Exercise
from grader.errors import SuiteError
from grader.hints import rungs

LEAST_RIGHT = 4
LEAST_WRONG = 8
LEAST_RUNGS = 3
MOST_ON_CLAIMS = 0.2


def strangers(root: Path) -> Iterator[Complaint]:
    """Yield a complaint for each file among the exercises that belongs to none of them."""
    known = {f"{folder.parent.name}/{folder.name}" for folder in catalog.folders(root)}
    places = {
        "solutions": "*/*.py",
        "exercises": "*/*.py",
        "grader/suites": "*/*",
        "tests/answers": "*/*",
    }
    for place, pattern in places.items():
        for path in sorted((root / place).glob(pattern)):
            if path.name != "__pycache__" and f"{path.parent.name}/{path.stem}" not in known:
                yield Complaint(
                    path.relative_to(root).as_posix(),
                    "no suite of this name makes it an exercise.",
                    "Remove it, or write grader/suites/<section>/<slug>/test_<slug>.py.",
                )


def complaints(exercise: Exercise) -> Iterator[Complaint]:
    """Yield what is missing, superfluous or out of form in the parts of one exercise."""
    yield from _stub(exercise)
    yield from _suite(exercise)
    yield from _checks(exercise)
    yield from _misconceptions(exercise)
    yield from _answers(exercise)
    yield from _left_to_do(exercise)


def claim_share(exercise: Exercise) -> float:
    """Return the share of the points that rest on claims; devices aside, of which nothing but a claim can tell."""
    claimed = sum(entry.points for entry in exercise.checks if entry.claim and entry.kind != "device")
    return claimed / exercise.points


def _stub(exercise: Exercise) -> Iterator[Complaint]:
    cure = f"Write it with `python -m grader reset {exercise.number}`."
    if not exercise.solution.is_file():
        yield about(exercise, exercise.solution, "the solution is missing.", "Write it: the stub is derived from it.")
        return
    try:
        derived = derive(exercise.solution)
    except SuiteError as error:
        yield about(exercise, exercise.solution, str(error), "Mark what learners write themselves.")
        return
    if not exercise.stub.is_file():
        yield about(exercise, exercise.stub, "the stub is missing.", cure)
    elif exercise.stub.read_text(encoding="utf-8") != derived:
        yield about(exercise, exercise.stub, "the stub is not what its solution derives.", cure)


def _suite(exercise: Exercise) -> Iterator[Complaint]:
    belonging = {exercise.tests, exercise.probes, exercise.hints}
    for path in sorted(exercise.suite.iterdir()):
        if path not in belonging and path.name != "__pycache__":
            yield about(exercise, path, "a suite has no such part.", "Remove it, or move it where it belongs.")
    try:
        found = len(rungs(exercise))
    except SuiteError:
        found = 0
    if found >= LEAST_RUNGS:
        yield from _hints(exercise)
    else:
        cure = "Write a question, a pointer into the documentation and the shape of the answer, `---` between them."
        yield about(exercise, exercise.hints, f"there are {found} hints, at least {LEAST_RUNGS} are needed.", cure)


def _hints(exercise: Exercise) -> Iterator[Complaint]:
    code = exercise.solution.read_text(encoding="utf-8").splitlines() if exercise.solution.is_file() else []
    answer = {line.strip() for line in code if line.strip().startswith(("return ", "self."))}
    ladder = rungs(exercise)
    for told in sorted(answer & {line.strip() for rung in ladder for line in rung.splitlines()}):
        yield about(exercise, exercise.hints, f"a hint gives a line of the solution: {told}", "Give its shape only.")
    if len(set(ladder)) < len(ladder):
        yield about(exercise, exercise.hints, "two hints are the same.", "Let each one tell a little more.")


def _misconceptions(exercise: Exercise) -> Iterator[Complaint]:
    module = ast.parse(exercise.tests.read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(module) if isinstance(node, ast.Call))
    named = [node for node in calls if isinstance(node.func, ast.Name) and node.func.id == "Misconception"]
    seen: set[str] = set()
    for node in named:
        values = [argument.value for argument in node.args if isinstance(argument, ast.Constant)]
        name, text = (str(value) for value in [*values, "", ""][:2])
        if name in seen or not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            problem = f"line {node.lineno}: the misconception's id {name!r} is taken, or not snake_case."
            yield about(exercise, exercise.tests, problem, "Give each misconception a name of its own.")
        if not text.endswith((".", "?", "!")) or len(text.split()) < 4:
            problem = f"line {node.lineno}: the text of {name!r} is not a sentence: {text!r}."
            yield about(exercise, exercise.tests, problem, "Say what was observed and what it means.")
        seen.add(name)


def _checks(exercise: Exercise) -> Iterator[Complaint]:
    for entry in exercise.checks:
        if not re.fullmatch(r"[^.!?]+(\.(?=\S)[^.!?]*)*[.!?]", entry.title):
            problem = f"the docstring of {entry.name} is not one sentence: {entry.title!r}"
            yield about(exercise, exercise.tests, problem, "Say the rule in one sentence: learners read it.")
        if entry.points != 0 if entry.bonus else entry.points <= 0 or entry.points % 0.5:
            problem = f"{entry.name} has {entry.points:g} points."
            yield about(exercise, exercise.tests, problem, "Give it a positive multiple of 0.5, and a bonus 0.")
    if not any(entry.kind == "value" for entry in exercise.checks):
        yield about(exercise, exercise.tests, "no check is about values.", "Compare what only a right answer computes.")
    share = claim_share(exercise)
    if share >= MOST_ON_CLAIMS:
        problem = f"{share:.0%} of the points rest on what a worker says about itself."
        yield about(
            exercise, exercise.tests, problem, f"Compare values instead, or keep it under {MOST_ON_CLAIMS:.0%}."
        )


def _left_to_do(exercise: Exercise) -> Iterator[Complaint]:
    answers = (answer.path for answer in bank(exercise))
    for path in (exercise.solution, exercise.tests, exercise.probes, exercise.hints, *answers):
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n") if path.is_file() else []
        for number, line in enumerate(lines, start=1):
            if "TODO" in line:
                yield about(exercise, path, f"line {number} is still to do: {line.strip()}", "Write it.")


def _answers(exercise: Exercise) -> Iterator[Complaint]:
    answers = bank(exercise)
    belonging = {answer.path for answer in answers}
    if exercise.answers.is_dir():
        for path in sorted(exercise.answers.iterdir()):
            if path not in belonging and path.name != "__pycache__":
                yield about(exercise, path, "this is no answer.", "Name answers right_*.py or wrong_*.py.")
    right, wrong = ([answer for answer in answers if answer.right is kind] for kind in (True, False))
    for kind, found, least in (("right", right, LEAST_RIGHT), ("wrong", wrong, LEAST_WRONG)):
        if len(found) < least:
            problem = f"there are {len(found)} {kind} answers, at least {least} are needed."
            yield about(exercise, exercise.answers, problem, f"Write more {kind}_*.py of really different make.")
    names = {entry.name for entry in exercise.checks}
    for answer in answers:
        if not answer.docstring:
            yield about(exercise, answer.path, "it has no docstring.", "Say what is unusual or wrong about it.")
        elif not answer.right and (answer.misconception is None or answer.check not in names):
            problem = f"its docstring names {answer.misconception or 'no misconception'}, {answer.check or 'no check'}."
            yield about(
                exercise, answer.path, problem, "End it with the lines `misconception: ID` and `check: test_NAME`."
            )
    for name in sorted(names - {answer.check for answer in wrong}):
        problem = f"no wrong answer says that it must lose {name}."
        yield about(exercise, exercise.answers, problem, "Write one: a check that nothing loses proves nothing.")
