"""What a learner has reached: best score, attempts and hints used per exercise, kept beside the exercises."""

from __future__ import annotations

import contextlib
import json
import os
import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from grader.errors import GradingError

VERSION = 1


@dataclass(frozen=True)
class Standing:
    """One exercise's standing.

    Attributes:
        best_score: the most points reached in any grading.
        attempts: gradings in which the file was no longer the stub.
        hints_used: rungs of the ladder that were shown.
        status: of the last grading.
    """

    best_score: float = 0.0
    attempts: int = 0
    hints_used: int = 0
    status: str = "not_attempted"


class Progress:
    """The progress file of one tree; every change is written at once and in one step."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._standings = _read(path)

    def of(self, exercise: str) -> Standing:
        """Return the standing of an exercise."""
        return self._standings.get(exercise, Standing())

    def graded(self, exercises: list[dict[str, Any]]) -> None:
        """Note what a grading found.

        Args:
            exercises: entries of a score report; what was not judged changes nothing.
        """
        for entry in exercises:
            if entry["status"] == "not_judged":
                continue
            before = self.of(entry["id"])
            self._standings[entry["id"]] = replace(
                before,
                best_score=max(before.best_score, float(entry["score"])),
                attempts=before.attempts + (entry["status"] != "not_attempted"),
                status=entry["status"],
            )
        self._write()

    def hinted(self, exercise: str, rungs: int) -> None:
        """Note that so many rungs of the exercise's ladder have been shown."""
        self._standings[exercise] = replace(self.of(exercise), hints_used=rungs)
        self._write()

    def _write(self) -> None:
        content = {"version": VERSION, "exercises": {name: asdict(s) for name, s in self._standings.items()}}
        temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}.tmp")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
            os.replace(temporary, self._path)
        except OSError as error:
            with contextlib.suppress(OSError):
                temporary.unlink()
            raise GradingError(f"Your progress cannot be written to {self._path}: {error.strerror}.") from None


def _standing(content: Any) -> Standing:
    standing = Standing(**content)
    counts = (standing.attempts, standing.hints_used)
    if type(standing.best_score) not in (int, float) or not 0 <= standing.best_score < float("inf"):
        raise ValueError("a best score that is no score")
    if not all(type(count) is int and count >= 0 for count in counts) or type(standing.status) is not str:
        raise ValueError("a standing of another form")
    return standing


def _read(path: Path) -> dict[str, Standing]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {name: _standing(standing) for name, standing in content["exercises"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        # Nothing is lost: the file that cannot be read stays beside the new one.
        aside = path.with_name(f"{path.name}.{int(time.time())}.bak")
        try:
            os.replace(path, aside)
        except OSError as error:
            raise GradingError(f"Your progress in {path} can be neither read nor put aside: {error}.") from None
        return {}
