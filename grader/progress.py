"""What a learner has reached: best score, attempts, hints and more for each exercise, kept beside the exercises."""

from __future__ import annotations

import contextlib
import datetime
import itertools
import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from grader.errors import GradingError
from grader.report.statuses import EXERCISE

VERSION = 2
# Version 1 knew no times; whatever it says still holds.
READABLE = (1, VERSION)


@dataclass(frozen=True)
class Standing:
    """One exercise's standing.

    Attributes:
        best_score: the most points reached in any grading.
        attempts: gradings in which the file was no longer the stub.
        hints_used: rungs of the ladder that were shown.
        status: of the last grading.
        solved_at: when it was first solved, in RFC 3339; None if it never was, or nobody noted when.
        gave_up_at: when the solution was first shown before that; None if it never was.
    """

    best_score: float = 0.0
    attempts: int = 0
    hints_used: int = 0
    status: str = "not_attempted"
    solved_at: str | None = None
    gave_up_at: str | None = None


class Progress:
    """The progress file of one tree; every change is written at once and in one step.

    The file is read again before each change, so that two commands at work side by side, such as a watching one and
    a hint, keep what the other noted.

    Args:
        path: the file, which need not exist.
        tell: called with a sentence for the learner when the file cannot be used and is put aside.
    """

    def __init__(self, path: Path, tell: Callable[[str], None] = lambda text: None) -> None:
        self._path = path
        self._tell = tell
        self._standings = _read(path, tell)

    def of(self, exercise: str) -> Standing:
        """Return the standing of an exercise."""
        return self._standings.get(exercise, Standing())

    def graded(self, exercises: list[dict[str, Any]]) -> None:
        """Note what a grading found.

        Args:
            exercises: entries of a score report; what was not judged changes nothing.
        """
        self._standings = _read(self._path, self._tell)
        for entry in exercises:
            if entry["status"] == "not_judged":
                continue
            before = self.of(entry["id"])
            self._standings[entry["id"]] = replace(
                before,
                best_score=max(before.best_score, float(entry["score"])),
                attempts=before.attempts + (entry["status"] != "not_attempted"),
                status=entry["status"],
                solved_at=before.solved_at or (_now() if entry["status"] == "solved" else None),
            )
        self._write()

    def with_hints(self, report: dict[str, Any]) -> dict[str, Any]:
        """Return a score report that also says how many hints were used for each of its exercises."""
        exercises = [entry | {"hints_used": self.of(entry["id"]).hints_used} for entry in report["exercises"]]
        return report | {"exercises": exercises}

    def hinted(self, exercise: str, rungs: int) -> None:
        """Note that so many rungs of the exercise's ladder have been shown."""
        self._change(exercise, hints_used=rungs)

    def gave_up(self, exercise: str) -> None:
        """Note that the solution was shown before the exercise was solved; the first time stays."""
        self._change(exercise, gave_up_at=self.of(exercise).gave_up_at or _now())

    def _change(self, exercise: str, **fields: Any) -> None:
        self._standings = _read(self._path, self._tell)
        self._standings[exercise] = replace(self.of(exercise), **fields)
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
    if not all(type(count) is int and count >= 0 for count in counts) or standing.status not in EXERCISE:
        raise ValueError("a standing of another form")
    for moment in (standing.solved_at, standing.gave_up_at):
        if moment is not None:
            # As it will be shown, which not every date of the first and the last year can be.
            datetime.datetime.fromisoformat(moment).astimezone()
    return standing


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")


def _read(path: Path, tell: Callable[[str], None]) -> dict[str, Standing]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if content["version"] not in READABLE:
            return _put_aside(path, tell, "was written by another version of the grader")
        return {name: _standing(standing) for name, standing in content["exercises"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return _put_aside(path, tell, "cannot be read")


def _put_aside(path: Path, tell: Callable[[str], None], reason: str) -> dict[str, Standing]:
    """Move a file that is of no use out of the way, so that nothing of it is lost, and begin anew."""
    moment = int(time.time())
    names = (f"{path.name}.{moment + later}.bak" for later in itertools.count())
    aside = next(place for place in map(path.with_name, names) if not os.path.lexists(place))
    try:
        os.replace(path, aside)
    except OSError as error:
        raise GradingError(f"Your progress in {path} can be neither read nor put aside: {error}.") from None
    tell(f"Note: your progress in {path} {reason}. It is kept as {aside.name}, and a new one begins.")
    return {}
