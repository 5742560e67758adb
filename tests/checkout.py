"""A copy of the repository's working parts, in which commands can be run without touching anybody's files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Checkout:
    """A copied tree with `grader`, `solutions` and pristine `exercises`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        for name in ("grader", "solutions"):
            shutil.copytree(ROOT / name, path / name, ignore=shutil.ignore_patterns("__pycache__"))
        from grader import catalog
        from grader.authoring.stubs import derive

        self.exercises = catalog.load(path)
        for exercise in self.exercises:
            exercise.stub.parent.mkdir(parents=True, exist_ok=True)
            exercise.stub.write_text(derive(exercise.solution), encoding="utf-8")

    def environment(self, **changes: str | None) -> dict[str, str]:
        """Return the environment of a learner's terminal, with changes; None takes a variable away."""
        plain = {name: value for name, value in os.environ.items() if name not in ("CI", "FORCE_COLOR", "COLUMNS")}
        wanted = plain | {"COLUMNS": "80"} | changes
        return {name: value for name, value in wanted.items() if value is not None}

    def start(self, *arguments: str, **environment: str | None) -> subprocess.Popen[str]:
        """Start ``python -m grader`` with these arguments in the checkout."""
        return subprocess.Popen(
            [sys.executable, "-m", "grader", *arguments],
            cwd=self.path,
            env=self.environment(**environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **environment: str | None) -> subprocess.CompletedProcess[str]:
        """Run ``python -m grader`` with these arguments in the checkout."""
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)
