"""Grading from beginning to end: select, read, isolate, judge, score, report."""

from __future__ import annotations

import dataclasses
import gc
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from grader.assembly import Outcome, assemble
from grader.catalog import Exercise
from grader.errors import GradingError
from grader.limits import Limits
from grader.submission import SubmittedFile, read

if TYPE_CHECKING:
    from grader.judge.isolation import Isolation
    from grader.judge.launch import Launcher
    from grader.judge.nursery import Nursery
    from grader.judge.scratch import Scratch
    from grader.judge.session import Task
    from grader.judge.stage import Gpus
    from grader.judge.trial import Plan
    from grader.template import Template

Json = dict[str, Any]
Listener = Callable[[Json], None]
Collected = tuple[Path, int, int]


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
        self._nursery: Nursery | None = None
        self._collected: frozenset[Collected] = frozenset()
        self._proven: set[tuple[Isolation, bool]] = set()
        self._gpus: dict[tuple[str, str], Gpus] = {}

    def __enter__(self) -> Grader:
        return self

    def __exit__(self, *reason: object) -> None:
        self._close_nursery()
        if self._template is not None:
            self._template.close()
            self._template = None

    @property
    def standing(self) -> set[int]:
        """The processes that stand ready for the next grading: the template, and what forks judges."""
        return {process.pid for process in (self._template, self._nursery) if process is not None}

    def warm_up(self, exercises: tuple[Exercise, ...]) -> None:
        """Start what grading these exercises takes, so that the first verdict need not wait for it."""
        from grader.template import Template, can_fork

        if not can_fork():
            return
        self._template = self._template or Template()
        from grader.judge import trial

        trial.get_ready()
        suites = tuple(exercise.tests for exercise in exercises)
        self._nursery_for(suites, exercises[0].root / "grader" / "suites", self._template)

    def grade(self, request: Request, listen: Listener = lambda event: None, urgent: int | None = None) -> Graded:
        """Grade a submission.

        Args:
            request: what to grade.
            listen: called with progress events: ``{"event": "started" | "check" | "finished", "exercise": id}``
                with "check" and "status", or "broken".
            urgent: a file descriptor; once it can be read, the run is interrupted, and its report is incomplete.

        Raises:
            GradingError: when nothing can be graded and the submission is not at fault.
        """
        began = time.monotonic()
        seed = secrets.randbits(63) if request.seed is None else request.seed
        files = [read(request.tree, exercise) for exercise in request.exercises]
        tasks = tuple(_task(file) for file in files if file.status == "ready")
        outcome = self.judge(tasks, request, seed, listen, urgent)
        report = assemble(request.tree, files, outcome, seed, time.monotonic() - began)
        return Graded(report, outcome.raw)

    def judge(
        self,
        tasks: tuple[Task, ...],
        request: Request,
        seed: int,
        listen: Listener = lambda event: None,
        urgent: int | None = None,
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
        self._forget_the_dead()
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
            suites=tuple(dict.fromkeys(exercise.tests for exercise in request.exercises)),
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
                raw = self._judge_all(plan, self._template, judges, room, listen, urgent)
            else:
                raw = run.judge_one_by_one(plan, room, listen)
        except run.Interrupted as stopped:
            return Outcome(stopped.reports, isolation.level, _mechanisms(plan), plan.gpus, interrupted=True)
        finally:
            room.remove()
        return Outcome(raw, isolation.level, _mechanisms(plan), plan.gpus)

    def _judge_all(
        self, plan: Plan, template: Template, judges: int, room: Scratch, listen: Listener, urgent: int | None
    ) -> list[Json]:
        """Judge in forks of a nursery, which is made anew where a suite is not collected yet, or has changed."""
        from grader.judge import run

        nursery = self._nursery_for(plan.suites, plan.root, template)
        proof = (plan.isolation, plan.gpus.count > 0)
        try:
            raw = run.judge_all(plan, nursery, judges, room, listen, proof in self._proven, urgent)
        except GradingError:
            self._close_nursery()
            raise
        self._proven.add(proof)
        return raw

    def _nursery_for(self, suites: tuple[Path, ...], root: Path, template: Template) -> Nursery:
        from grader.judge.nursery import Nursery

        wanted = frozenset(map(_collected, suites))
        if self._nursery is None or not wanted <= self._collected:
            self._close_nursery()
            self._nursery, self._collected = Nursery(suites, root, template), wanted
        return self._nursery

    def _forget_the_dead(self) -> None:
        """Let go of what was killed since it was last needed, so that it is started again."""
        if self._template is not None and not self._template.alive:
            # The nursery knows the way to this template only.
            self._close_nursery()
            self._template.close()
            self._template = None
        if self._nursery is not None and not self._nursery.alive:
            self._close_nursery()

    def _close_nursery(self) -> None:
        if self._nursery is not None:
            self._nursery.close()
        self._nursery, self._collected = None, frozenset()

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


def _collected(suite: Path) -> Collected:
    """Return what tells one state of a suite from another."""
    about = suite.stat()
    return suite, about.st_mtime_ns, about.st_size


def _mechanisms(plan: Plan) -> tuple[str, ...]:
    """Return what holds workers, with the gap that a real GPU needs."""
    gap = ("gpu driver open",) if plan.gpus.count and plan.isolation.level == "confined" else ()
    return (*plan.isolation.mechanisms, *gap)


def _task(file: SubmittedFile) -> Task:
    from grader.judge.session import Task

    exercise = file.exercise
    solution = exercise.solution.read_bytes() if exercise.solution.is_file() else None
    return Task(exercise.id, file.name, file.source, exercise.probes.read_text(encoding="utf-8"), solution)
