"""The exercises: found by walking the suites, read without importing anything.

The path is the registry. An exercise is the folder ``grader/suites/<section>/<slug>/``; its title is the
first line of the test module's docstring, its points stand there as ``POINTS``, its checks are the functions
decorated with ``@check(...)``; ``EXTRA_CREDIT = True`` keeps its points out of the totals. Nothing is listed elsewhere.
"""

from __future__ import annotations

import ast
import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.errors import SuiteError, UsageError

ROOT = Path(__file__).resolve().parent.parent
NAMING = "EXERCISE is e02, my_sequential, e02_my_sequential, 01_modules or 01_modules/e02_my_sequential."


@dataclass(frozen=True)
class CheckEntry:
    """One check as its suite declares it: name of the function, its docstring's sentence, and the decorator."""

    name: str
    title: str
    kind: str
    points: float
    claim: bool
    bonus: bool
    gpus: int = 0
    simulated: bool = False

    @property
    def on_gpu(self) -> bool:
        """Whether it runs on real GPUs where there are enough of them."""
        return self.gpus > 0 and not self.simulated


@dataclass(frozen=True)
class Exercise:
    """One exercise and the places where its parts lie below the repository's root."""

    root: Path
    section: str
    slug: str
    title: str
    points: float
    checks: tuple[CheckEntry, ...]
    extra: bool = False

    @property
    def id(self) -> str:
        """The path that names it everywhere: ``01_modules/e02_my_sequential``."""
        return f"{self.section}/{self.slug}"

    @property
    def number(self) -> str:
        """The short name: ``e02``."""
        return self.slug.split("_")[0]

    @property
    def file(self) -> str:
        """The path of the submitted file below a submission's tree."""
        return f"{self.id}.py"

    @property
    def suite(self) -> Path:
        """The hidden folder with ``probes.py``, the test module and ``hints.md``."""
        return self.root / "grader" / "suites" / self.section / self.slug

    @property
    def tests(self) -> Path:
        """The hidden test module."""
        return self.suite / f"test_{self.slug}.py"

    @property
    def probes(self) -> Path:
        """The probes that travel to the worker."""
        return self.suite / "probes.py"

    @property
    def hints(self) -> Path:
        """The ladder of hints."""
        return self.suite / "hints.md"

    @property
    def solution(self) -> Path:
        """The reference implementation."""
        return self.root / "solutions" / self.file

    @property
    def stub(self) -> Path:
        """The learner's file in the default tree."""
        return self.root / "exercises" / self.file

    @property
    def answers(self) -> Path:
        """The folder of answers that must pass or fail."""
        return self.root / "tests" / "answers" / self.section / self.slug


def load(root: Path = ROOT) -> tuple[Exercise, ...]:
    """Return all exercises in order.

    Raises:
        SuiteError: when a suite does not declare what it must.
    """
    return tuple(read(root, folder) for folder in folders(root))


def folders(root: Path = ROOT) -> tuple[Path, ...]:
    """Return the folders of all suites in the order of their paths."""
    return tuple(sorted({path.parent for path in (root / "grader" / "suites").glob("*/*/test_*.py")}))


def select(exercises: Sequence[Exercise], names: Sequence[str]) -> tuple[Exercise, ...]:
    """Return the exercises that `names` name, in the catalog's order; all of them when there are no names.

    A name is ``e02``, ``my_sequential``, ``e02_my_sequential``, ``01_modules``,
    ``01_modules/e02_my_sequential`` or the path of the exercise's file.

    Raises:
        UsageError: for a name that matches nothing; it offers the nearest ones.
    """
    if not names:
        return tuple(exercises)
    chosen: set[str] = set()
    for name in names:
        found = {exercise.id for exercise in exercises if _normal(name) in _names(exercise)}
        if not found:
            raise UsageError(_unknown(name, exercises))
        chosen |= found
    return tuple(exercise for exercise in exercises if exercise.id in chosen)


def one(name: str, root: Path = ROOT) -> Exercise:
    """Return the exercise that `name` names.

    Raises:
        UsageError: when it names none, or several.
    """
    chosen = select(load(root), [name])
    if len(chosen) != 1:
        raise UsageError(f"{name!r} names {len(chosen)} exercises; one is needed here.")
    return chosen[0]


def _names(exercise: Exercise) -> tuple[str, ...]:
    bare = exercise.slug.split("_", 1)[-1]
    return (exercise.number, bare, exercise.slug, exercise.section, exercise.id)


def _normal(name: str) -> str:
    name = name.replace("\\", "/").rstrip("/").removesuffix(".py")
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if "exercises" in parts:
        parts = parts[parts.index("exercises") + 1 :]
    return "/".join(parts)


def _unknown(name: str, exercises: Sequence[Exercise]) -> str:
    # Ids first, so that they win over their parts among equally near names.
    known = {key: exercise.id for exercise in exercises for key in reversed(_names(exercise))}
    nearest = difflib.get_close_matches(_normal(name), known, n=3, cutoff=0.4)
    offer = ", ".join(dict.fromkeys(nearest)) or ", ".join(exercise.number for exercise in exercises)
    return f"No exercise is named {name!r}. Did you mean: {offer}? `python -m grader list` shows them all."


def read(root: Path, folder: Path) -> Exercise:
    """Return the exercise of one suite.

    Raises:
        SuiteError: when the suite does not declare what it must.
    """
    path = folder / f"test_{folder.name}.py"
    if not (folder / "probes.py").is_file():
        raise SuiteError(f"{folder / 'probes.py'} is missing: it holds what a worker does with a submission.")
    try:
        module = ast.parse(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SuiteError(f"{path} is missing: each suite has one test module of that name.") from None
    except SyntaxError as error:
        raise SuiteError(f"{path}:{error.lineno or 1}: this is not Python: {error.msg}.") from None
    except ValueError as error:
        raise SuiteError(f"{path}:1: this is not a text in UTF-8: {error}.") from None
    title = (ast.get_docstring(module) or "").splitlines()
    if not title:
        raise SuiteError(f"{path}:1: a docstring is missing: its first line is the exercise's title.")
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    checks = tuple(entry for entry in (_check(path, node) for node in functions) if entry)
    points, summed = _points(path, module), sum(entry.points for entry in checks)
    if points != summed:
        raise SuiteError(f"{path} declares POINTS = {points:g}, but its checks sum to {summed:g}: make them agree.")
    return Exercise(root, folder.parent.name, folder.name, title[0].rstrip("."), points, checks, _extra(path, module))


def _points(path: Path, module: ast.Module) -> float:
    node = _constant(module, "POINTS")
    if node is None:
        raise SuiteError(f"{path}:1: the points are missing: write `POINTS = 10` below the docstring.")
    value = _literal(path, node.value)
    if type(value) not in (int, float) or value <= 0:
        raise SuiteError(f"{path}:{node.lineno}: POINTS is a positive number, not {value!r}.")
    return float(value)


def _extra(path: Path, module: ast.Module) -> bool:
    node = _constant(module, "EXTRA_CREDIT")
    value = _literal(path, node.value) if node else False
    if type(value) is not bool:
        raise SuiteError(f"{path}:{node.lineno if node else 1}: EXTRA_CREDIT is True or False, not {value!r}.")
    return value


def _constant(module: ast.Module, name: str) -> ast.Assign | None:
    assignments = (node for node in module.body if isinstance(node, ast.Assign))
    names = ((node, target) for node in assignments for target in node.targets)
    return next((node for node, target in names if isinstance(target, ast.Name) and target.id == name), None)


def _check(path: Path, function: ast.FunctionDef) -> CheckEntry | None:
    calls = [node for node in function.decorator_list if isinstance(node, ast.Call)]
    call = next((node for node in calls if isinstance(node.func, ast.Name) and node.func.id == "check"), None)
    if call is None:
        if function.name.startswith("test_"):
            raise SuiteError(f"{path}:{function.lineno}: {function.name} needs `@check(points=..., kind=...)`.")
        return None
    place = f"{path}:{function.lineno}: {function.name}"
    arguments: dict[str, Any] = {word.arg: _literal(path, word.value) for word in call.keywords if word.arg}
    sentence = " ".join((ast.get_docstring(function) or "").split())
    if not sentence:
        raise SuiteError(f"{place} needs a docstring, the rule a learner reads.")
    for name, kinds in {"kind": (str,), "points": (int, float)}.items():
        if name not in arguments:
            raise SuiteError(f"{place} declares no '{name}'.")
        if type(arguments[name]) not in kinds:
            raise SuiteError(f"{place} has a '{name}' that cannot be one: {arguments[name]!r}.")
    gpus = arguments.get("gpus", 0)
    if type(gpus) is not int or gpus < 0:
        raise SuiteError(f"{place} has 'gpus' that cannot be a number of them: {gpus!r}.")
    return CheckEntry(
        function.name,
        sentence,
        arguments["kind"],
        float(arguments["points"]),
        bool(arguments.get("claim", False)),
        bool(arguments.get("bonus", False)),
        gpus,
        bool(arguments.get("simulated", False)),
    )


def _literal(path: Path, node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError):
        raise SuiteError(f"{path}:{node.lineno}: a literal is needed here: it is read without importing.") from None
