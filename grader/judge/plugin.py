"""The pytest plugin: gives checks their fixtures, decides their verdicts, and puts them into the json report."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from grader.errors import KataError
from grader.judge.assignment import Assignment
from grader.judge.judging import Function, Judging
from grader.judge.reply import Reply
from grader.judge.session import Task
from grader.judge.verdicts import Verdict

VERDICT = pytest.StashKey[Verdict]()


class JudgePlugin:
    """Judges what it is given when all suites are collected.

    Args:
        receive: returns the work; called once, after the collection.
    """

    def __init__(self, receive: Callable[[], Assignment]) -> None:
        self._receive = receive
        self._work: Assignment | None = None
        self._judgings: dict[str, Judging] = {}
        self._current: str | None = None
        self.trouble: KataError | None = None

    @property
    def broken(self) -> dict[str, Reply]:
        """The failed import of each task whose submission could not be imported, by key."""
        return {key: judging.broken for key, judging in self._judgings.items() if judging.broken}

    @pytest.fixture
    def observe(self) -> None:
        """Runs a probe on the submission; given to each check when it is called."""

    @pytest.fixture
    def draw(self) -> None:
        """Draws the inputs of a check; given to each check when it is called."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Run the tasks in the order in which they are handed out."""
        self._work = work = self._receive()
        if work.upcoming is None:
            return None
        if session.testsfailed:
            raise session.Interrupted(f"{session.testsfailed} suites could not be collected")
        groups: dict[str, dict[str, pytest.Item]] = {}
        for item in session.items:
            groups.setdefault(exercise_of(item), {})[item.name] = item
        for key in work.upcoming:
            self._run(work.tasks[key], groups.get(work.tasks[key].exercise, {}))
        return True

    def _run(self, task: Task, items: Mapping[str, pytest.Item]) -> None:
        chosen = [items[name] for name in task.checks or items if name in items]
        self._current = task.key
        for item, following in zip(chosen, [*chosen[1:], None], strict=True):
            # An item may have a verdict of an earlier task.
            if VERDICT in item.stash:
                del item.stash[VERDICT]
            # Whoever may stop after this one must have nothing left to tear down.
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None if task.until_lost else following)
            if task.until_lost and (VERDICT not in item.stash or item.stash[VERDICT].status != "passed"):
                break
        self._current = None
        self.end(task.key)

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        """Judge one check; a check that is not passed raises `CheckFailed`, which pytest reports as failed."""
        began = time.monotonic()
        key = self._current or exercise_of(pyfuncitem)
        judging = self._judging(key)
        try:
            verdict, failure = judging.judge(_function(pyfuncitem))
        except KataError as error:
            self.trouble = error
            raise pytest.exit.Exception(str(error)) from None
        verdict = Verdict(**vars(verdict) | {"output": judging.output or None, "duration_s": time.monotonic() - began})
        pyfuncitem.stash[VERDICT] = verdict
        if self._work and self._work.finished:
            self._work.finished(key, pyfuncitem.name, verdict)
        if failure is not None:
            raise failure
        return True

    @pytest.hookimpl(optionalhook=True)
    def pytest_json_runtest_metadata(self, item: pytest.Item, call: pytest.CallInfo[None]) -> dict[str, Any]:
        """Put the verdict into the json report; the hook also runs for set-up and tear-down."""
        if call.when != "call" or VERDICT not in item.stash:
            return {}
        return {"verdict": vars(item.stash[VERDICT])}

    def pytest_unconfigure(self) -> None:
        """Leave no worker behind, however the session ended."""
        for key in list(self._judgings):
            self.end(key)

    def end(self, key: str) -> None:
        """End the worker of a task that is done."""
        if key in self._judgings:
            self._judgings[key].end()

    def _judging(self, key: str) -> Judging:
        if key not in self._judgings:
            assert self._work is not None
            work = self._work
            self._judgings[key] = Judging(work.tasks[key], work.start, work.seed, work.exercise_seconds, work.gpus)
        return self._judgings[key]


def exercise_of(item: pytest.Item) -> str:
    """Return the id of the exercise that a collected check belongs to: its path below the suites."""
    folder = item.path.parent
    return f"{folder.parent.name}/{folder.name}"


def _function(item: pytest.Function) -> Function:
    raised = getattr(item.module, "RAISED", {})
    return Function(item.name, item.obj, item._fixtureinfo.argnames, item.funcargs, raised)
