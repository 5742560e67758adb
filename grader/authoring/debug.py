"""Runs the checks of one exercise in this process, with pytest's own output and debugger."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from grader.catalog import Exercise
from grader.judge.assignment import Assignment
from grader.judge.local import LocalWorker
from grader.judge.plugin import JudgePlugin
from grader.judge.session import Task


def debug(exercise: Exercise, answer: Path, seed: int, pytest_arguments: Sequence[str] = ()) -> int:
    """Judge the trusted file `answer` here; return pytest's exit code.

    Nothing is confined and nothing is limited: this is for an author's own code, with ``-k NAME --pdb``.
    """
    task = Task(
        exercise.id,
        str(answer),
        answer.read_bytes(),
        exercise.probes.read_text(encoding="utf-8"),
        exercise.solution.read_bytes() if exercise.solution.is_file() else None,
    )

    def start(task: Task, kind: str, deadline: float) -> LocalWorker:
        return LocalWorker(task, kind)

    work = Assignment({exercise.id: task}, start, seed, exercise_seconds=1e9)
    plugin = JudgePlugin(lambda: work)
    arguments = [
        str(exercise.tests),
        f"--rootdir={exercise.root / 'grader' / 'suites'}",
        "-c",
        str(exercise.root / "grader" / "judge" / "pytest.ini"),
        "--import-mode=importlib",
        "--assert=plain",
        "--noconftest",
        "-p",
        "no:cacheprovider",
        *pytest_arguments,
    ]
    return int(pytest.main(arguments, plugins=[plugin]))
