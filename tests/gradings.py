"""A process that grades one submission after another, as any user: `python -m tests.gradings e01 e02`.

It reads one request a line, JSON, and answers each with one line: the report, and what was left behind.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
import sysconfig
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from unittest import mock

from grader import catalog, pipeline
from grader.judge import isolation
from grader.limits import Limits
from tests.leftovers import children, is_soon

EXERCISES = catalog.load()


@dataclass(frozen=True)
class Grading:
    """What is to be graded, as a request says it.

    Attributes:
        tree: the submission.
        exercises: their ids.
        limits: that differ from `grader/limits.py`.
        confined: whether to confine; where not, as on a machine that cannot.
    """

    tree: str
    exercises: list[str]
    limits: dict[str, Any]
    confined: bool = True


@dataclass(frozen=True)
class Graded:
    """What came of it.

    Attributes:
        report: the score report.
        processes: how many processes are left that do not stand ready for the next grading.
        files: what is left in the folder for temporary files.
    """

    report: dict[str, Any]
    processes: int
    files: list[str]


def interpreter_for(uid: int) -> str | None:
    """Return a Python of this version that a user may start: ours, or the system's where ours lies in a home."""
    ours = Path(sys.executable).resolve()
    if uid == os.getuid() or all(folder.stat().st_mode & stat.S_IXOTH for folder in ours.parents):
        return sys.executable
    return shutil.which(f"python3.{sys.version_info.minor}", path="/usr/bin:/usr/local/bin")


def start(
    uid: int, arguments: list[str], environment: dict[str, str], folder: Path = catalog.ROOT, **pipes: int
) -> subprocess.Popen[str]:
    """Start Python in a checkout, as a user, with the packages that this process has."""
    changes = environment | {"PYTHONPATH": sysconfig.get_path("purelib"), "PYTHONDONTWRITEBYTECODE": "1"}
    another: dict[str, Any] = {"user": uid, "group": uid, "extra_groups": []} if uid != os.getuid() else {}
    command = [interpreter_for(uid) or sys.executable, *arguments]
    return subprocess.Popen(command, cwd=folder, env=os.environ | changes, text=True, **pipes, **another)


class Gradings:
    """The process, as the tests see it.

    Args:
        uid: the user that it becomes.
        temporary: a folder for temporary files, which belongs to that user.
        environment: what it finds in its environment beside everything else.
        exercises: the numbers of those that it may be asked for.
    """

    def __init__(self, uid: int, temporary: Path, environment: dict[str, str], exercises: set[str]) -> None:
        self.uid = uid
        self._process = start(
            uid,
            ["-m", "tests.gradings", *sorted(exercises)],
            environment | {"TMPDIR": str(temporary)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def grade(self, grading: Grading) -> Graded:
        """Let it grade."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(grading)) + "\n")
        self._process.stdin.flush()
        return Graded(**json.loads(self._process.stdout.readline()))

    def close(self) -> None:
        """Let it end."""
        self._process.communicate()


def grade(grader: pipeline.Grader, grading: Grading) -> Graded:
    """Grade in this process, and look for what is left."""
    exercises = tuple(exercise for exercise in EXERCISES if exercise.id in grading.exercises)
    request = pipeline.Request(
        exercises, Path(grading.tree), allow_unconfined=not grading.confined, limits=Limits(**grading.limits)
    )
    if grading.confined:
        report = grader.grade(request).report
    else:
        with mock.patch.object(isolation, "mechanisms", lambda: ("rlimits",)):
            report = grader.grade(request).report
    is_soon(lambda: children(os.getpid()) == grader.standing)
    is_soon(lambda: not any(children(pid) for pid in grader.standing))
    left = [children(os.getpid()) - grader.standing, *(children(pid) for pid in grader.standing)]
    return Graded(report, sum(map(len, left)), sorted(os.listdir(os.environ["TMPDIR"])))


def main() -> None:
    """Serve until the tests are done."""
    with pipeline.Grader() as grader:
        grader.warm_up(catalog.select(EXERCISES, sys.argv[1:]))
        for line in sys.stdin:
            print(json.dumps(asdict(grade(grader, Grading(**json.loads(line))))), flush=True)


if __name__ == "__main__":
    main()
