"""Grading from beginning to end: select, read, isolate, judge, score, report."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime
import gc
import importlib.metadata
import os
import platform
import secrets
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import grader
from grader.catalog import Exercise
from grader.limits import Limits
from grader.report.schema import VERSION
from grader.report.totals import with_totals
from grader.submission import SubmittedFile, read

if TYPE_CHECKING:
    from grader.judge.launch import Launcher
    from grader.judge.scratch import Scratch
    from grader.judge.session import Task
    from grader.judge.stage import Gpus
    from grader.judge.trial import Plan
    from grader.template import Template

Json = dict[str, Any]
# As many as most checks ask for; some ask for others.
SIMULATED_GPUS = 2
Listener = Callable[[Json], None]


@dataclass(frozen=True)
class Request:
    """What is to be graded, and how.

    Attributes:
        exercises: in order.
        tree: a folder laid out like ``exercises/``.
        own_tree: whether it is the learner's own, so that it may run unconfined on the learner's machine.
        seed: of the run; drawn from the operating system when None.
        allow_unconfined: whether submissions may run unconfined.
        fork: whether workers are forked from a template; None for what the system can do.
        judges: how many judges work side by side; None for one per core.
        device: "auto" for real GPUs where there are enough, "simulated", or "cuda" for at least one real one.
    """

    exercises: tuple[Exercise, ...]
    tree: Path
    own_tree: bool = False
    seed: int | None = None
    allow_unconfined: bool = False
    fork: bool | None = None
    judges: int | None = None
    device: str = "auto"
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True)
class Graded:
    """What came of it: the score report, and the raw pytest-json-reports for authors."""

    report: Json
    raw: list[Json]


class Grader:
    """Grades one submission after another; what is expensive to start is started once, when it is first needed."""

    def __init__(self) -> None:
        self._template: Template | None = None
        self._gpus: dict[tuple[str, str], Gpus] = {}

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *reason: object) -> None:
        if self._template is not None:
            self._template.close()
            self._template = None

    def grade(self, request: Request, listen: Listener = lambda event: None) -> Graded:
        """Grade a submission.

        Args:
            request: what to grade.
            listen: called with progress events: ``{"event": "started" | "check" | "finished", "exercise": id}``
                with "check" and "status", or "broken".

        Raises:
            GradingError: when nothing can be graded and the submission is not at fault.
        """
        began = time.monotonic()
        seed = secrets.randbits(63) if request.seed is None else request.seed
        files = [read(request.tree, exercise) for exercise in request.exercises]
        tasks = tuple(_task(file) for file in files if file.status == "ready")
        outcome = self.judge(tasks, request, seed, listen)
        report = _report(request, files, outcome, seed, time.monotonic() - began)
        return Graded(report, outcome.raw)

    def judge(
        self, tasks: tuple[Task, ...], request: Request, seed: int, listen: Listener = lambda event: None
    ) -> Outcome:
        """Judge tasks of the request's exercises; several may be of one exercise.

        Raises:
            GradingError: when the grader itself is in trouble.
        """
        if not tasks:
            return Outcome([])
        # Imported late: the template imports torch in its own process meanwhile, and stubs alone need none of it.
        from grader.template import Template, can_fork

        fork = can_fork() if request.fork is None else request.fork
        if fork and self._template is None:
            self._template = Template()
        # Imports leave nothing to collect; `trial.get_ready` turns collecting on again.
        gc.disable()
        from grader.judge.isolation import decide

        root = request.exercises[0].root
        secret_paths = (root / "grader" / "suites", root / "solutions", root / "tests", request.tree)
        isolation = decide(request.own_tree, request.allow_unconfined, secret_paths)
        from grader.judge import run, trial
        from grader.judge.scratch import Scratch

        trial.get_ready()
        plan = trial.Plan(
            tasks=tasks,
            suites={exercise.id: exercise.tests for exercise in request.exercises},
            root=root / "grader" / "suites",
            seed=seed,
            isolation=isolation,
            secret=request.exercises[0].tests,
            limits=request.limits,
        )
        room = Scratch()
        try:
            plan = dataclasses.replace(plan, gpus=self._gpus_for(request, plan, room, fork))
            if fork and self._template is not None:
                judges = min(len(tasks), request.judges or len(os.sched_getaffinity(0)))
                raw = run.judge_all(plan, self._template, judges, room, listen)
            else:
                raw = run.judge_one_by_one(plan, room, listen)
        except run.Interrupted as stopped:
            return Outcome(stopped.reports, isolation.level, _mechanisms(plan), plan.gpus, interrupted=True)
        finally:
            room.remove()
        return Outcome(raw, isolation.level, _mechanisms(plan), plan.gpus)

    def _gpus_for(self, request: Request, plan: Plan, room: Scratch, fork: bool) -> Gpus:
        """Return the real GPUs for this run; they are looked for once, and only where checks could run on them."""
        from grader.judge.gpus import gpus_for
        from grader.judge.launch import ExecLauncher, ForkLauncher
        from grader.judge.stage import NO_GPUS

        if not any(entry.on_gpu for exercise in request.exercises for entry in exercise.checks):
            return NO_GPUS
        wanted = request.device, plan.isolation.level
        template = self._template if fork else None

        def launcher() -> Launcher:
            return ForkLauncher(template.admit(), template.trouble) if template else ExecLauncher()

        if wanted not in self._gpus:
            self._gpus[wanted] = gpus_for(request.device, launcher, room, plan.isolation, plan.limits)
        return self._gpus[wanted]


@dataclass(frozen=True)
class Outcome:
    """What the judges brought back: their pytest-json-reports, and how submissions were confined."""

    raw: list[Json]
    level: str = "none"
    mechanisms: tuple[str, ...] = ()
    gpus: Gpus | None = None
    interrupted: bool = False


def _mechanisms(plan: Plan) -> tuple[str, ...]:
    """Return what holds workers, with the gap that a real GPU needs."""
    gap = ("gpu driver open",) if plan.gpus.count and plan.isolation.level == "confined" else ()
    return (*plan.isolation.mechanisms, *gap)


def _task(file: SubmittedFile) -> Task:
    from grader.judge.session import Task

    exercise = file.exercise
    solution = exercise.solution.read_bytes() if exercise.solution.is_file() else None
    return Task(exercise.id, file.name, file.source, exercise.probes.read_text(encoding="utf-8"), solution)


def _report(request: Request, files: list[SubmittedFile], outcome: Outcome, seed: int, seconds: float) -> Json:
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
                "path": _shown(request.tree),
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
