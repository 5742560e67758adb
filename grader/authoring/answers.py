"""The answer bank: files that must pass or fail, and what each one says about itself."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from grader.catalog import Exercise


@dataclass(frozen=True)
class Answer:
    """One file of the bank.

    Attributes:
        right: whether it must keep full marks.
        docstring: what it says about itself; empty where the file is not Python.
    """

    exercise: Exercise
    path: Path
    right: bool
    docstring: str

    @property
    def misconception(self) -> str | None:
        """The id that a wrong answer names."""
        return self._named("misconception")

    @property
    def check(self) -> str | None:
        """The name of the check that a wrong answer must lose."""
        return self._named("check")

    @property
    def thought(self) -> str:
        """What its author thought: the docstring without what it names."""
        named = re.compile(r"^(misconception|check):.*$", re.MULTILINE)
        return " ".join(named.sub("", self.docstring).split())

    def _named(self, word: str) -> str | None:
        found = re.search(rf"^{word}:[ \t]*(\S+)[ \t]*$", self.docstring, re.MULTILINE)
        return found[1] if found else None


def bank(exercise: Exercise) -> tuple[Answer, ...]:
    """Return the answers of an exercise, right ones first."""
    paths = [path for kind in ("right", "wrong") for path in sorted(exercise.answers.glob(f"{kind}_*.py"))]
    return tuple(Answer(exercise, path, path.name.startswith("right"), _docstring(path)) for path in paths)


def _docstring(path: Path) -> str:
    try:
        return ast.get_docstring(ast.parse(path.read_bytes())) or ""
    except (SyntaxError, ValueError):
        return ""
