"""Puts a score report together: what was submitted, what came of it, and on what it ran."""

from __future__ import annotations

import contextlib
import datetime
import functools
import importlib.metadata
import platform
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import grader
from grader.report.schema import VERSION
from grader.report.totals import with_totals
from grader.submission import SubmittedFile

if TYPE_CHECKING:
    from grader.judge.stage import Gpus

Json = dict[str, Any]
# As many as most checks ask for; some ask for others.
SIMULATED_GPUS = 2


@dataclass(frozen=True)
class Outcome:
    """What the judges brought back: their pytest-json-reports, and how submissions were confined."""

    raw: list[Json]
    level: str = "none"
    mechanisms: tuple[str, ...] = ()
    gpus: Gpus | None = None
    interrupted: bool = False


def assemble(tree: Path, files: list[SubmittedFile], outcome: Outcome, seed: int, seconds: float) -> Json:
    """Return the score report.

    Args:
        tree: what was submitted, as it was named.
        files: what was read of it, one for each exercise.
        seed: of the run.
        seconds: how long it took.
    """
    tests: dict[tuple[str, str], Json] = {}
    broken: dict[str, Json] = {}
    if outcome.raw or outcome.interrupted:
        from grader.scores import collect

        tests, broken = collect(outcome.raw)
    from grader.scores import score

    exercises = [score(file, tests, broken.get(file.exercise.id), outcome.interrupted) for file in files]
    return with_totals(
        {
            "schema": VERSION,
            "created": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "duration_s": round(seconds, 3),
            "status": "incomplete" if outcome.interrupted else "graded",
            "grader": {"version": grader.__version__, "git_commit": _commit()},
            "seed": seed,
            "isolation": {"level": outcome.level, "mechanisms": list(outcome.mechanisms)},
            "environment": {
                "python": platform.python_version(),
                "torch": _torch_version() if outcome.level != "none" else None,
                "platform": platform.platform(),
                "device": _device(exercises, outcome.gpus),
            },
            "submission": {
                "path": _shown(tree),
                "files": [
                    {"path": file.exercise.file, "sha256": file.sha256}
                    for file in files
                    if file.status in ("ready", "untouched")
                ],
            },
            "exercises": exercises,
        }
    )


def _device(exercises: list[Json], gpus: Gpus | None) -> Json:
    """Return the device that device checks ran on: a real GPU if any of them did."""
    places = {(check["verified_on"] or "").split(":")[0] for entry in exercises for check in entry["checks"]}
    if "cuda" in places and gpus is not None:
        return {"kind": "cuda", "name": gpus.name, "count": gpus.count}
    if "simulated" in places:
        return {"kind": "simulated", "name": "simulated CUDA devices", "count": SIMULATED_GPUS}
    return {"kind": "cpu", "name": platform.processor() or platform.machine(), "count": 0}


def _torch_version() -> str:
    return sys.modules["torch"].__version__ if "torch" in sys.modules else importlib.metadata.version("torch")


@functools.cache
def _commit() -> str | None:
    """Return the commit of the checkout that the grader runs from, where there is one."""
    with contextlib.suppress(OSError, subprocess.SubprocessError):
        command = ["git", "-C", str(Path(__file__).parent), "rev-parse", "HEAD"]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=5).stdout.strip()
    return None


def _shown(tree: Path) -> str:
    """Return the tree as the report names it: relative to the working directory where it lies below it."""
    try:
        return tree.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(tree)
