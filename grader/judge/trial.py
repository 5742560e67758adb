"""One judge's pytest session: collects the suites, judges what it is given, returns the pytest-json-report."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
import torch
from pytest_jsonreport.plugin import JSONReport

from grader.errors import GradingError
from grader.judge.assignment import Assignment
from grader.judge.isolation import Isolation
from grader.judge.launch import Launcher
from grader.judge.plugin import JudgePlugin
from grader.judge.process import ProcessWorker
from grader.judge.scratch import Scratch
from grader.judge.session import Task
from grader.judge.stage import NO_GPUS, Gpus
from grader.judge.verdicts import Verdict
from grader.limits import Limits
from grader.optimisers import make_plain

Event = dict[str, Any]
Listener = Callable[[Event], None]
PYTEST_INI = Path(__file__).with_name("pytest.ini")


@dataclass(frozen=True)
class Plan:
    """Everything that a judge needs to know.

    Attributes:
        tasks: what to judge, in order.
        suites: the test modules of the tasks' exercises.
        root: the folder of all suites, pytest's root.
        seed: the run's seed.
        isolation: the level at which workers run.
        secret: a file that the canary must not be able to read.
        limits: what a submission may use.
        gpus: the real GPUs that checks may run on.
    """

    tasks: tuple[Task, ...]
    suites: tuple[Path, ...]
    root: Path
    seed: int
    isolation: Isolation
    secret: Path
    limits: Limits
    gpus: Gpus = NO_GPUS


def get_ready() -> None:
    """Make this process fit to judge and to be forked: one thread, plain optimisers, pytest shielded.

    The environment's plugins and options stay out: a plugin could change what a verdict means.
    """
    torch.set_num_threads(1)
    torch.set_printoptions(precision=4, threshold=60, edgeitems=3, linewidth=72, sci_mode=False)  # type: ignore[no-untyped-call]
    make_plain()
    # What is imported by now is never collected, so forked judges share it and pytest does not walk over it.
    gc.freeze()
    gc.enable()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):
        os.environ.pop(name, None)


@dataclass(frozen=True)
class Docket:
    """What one judge is to judge, and with what.

    Attributes:
        plan: everything about the run.
        launcher, room: start workers, and hold their private directories.
        upcoming: yields the keys of the tasks that this judge takes.
        tell: hears of each event.
    """

    plan: Plan
    launcher: Launcher
    room: Scratch
    upcoming: Iterator[str]
    tell: Listener


def hold_session(suites: Sequence[Path], root: Path, receive: Callable[[], Docket]) -> dict[str, Any]:
    """Collect these suites, then judge what `receive` returns; return the pytest-json-report.

    Raises:
        KataError: when the grader itself is in trouble.
    """
    plugin = JudgePlugin(lambda: _assignment(receive(), plugin))
    json_report = JSONReport()
    pytest.main(_arguments(suites, root), plugins=[_Quiet(), json_report, plugin])
    if plugin.trouble is not None:
        raise plugin.trouble
    if json_report.report is None:
        raise GradingError("pytest ended without a report.")
    report: dict[str, Any] = json_report.report
    report["broken"] = {exercise: _broken(plugin, exercise) for exercise in plugin.broken}
    return report


def _assignment(docket: Docket, plugin: JudgePlugin) -> Assignment:
    plan, tell = docket.plan, docket.tell

    def start(task: Task, kind: str, deadline: float) -> ProcessWorker:
        return ProcessWorker(docket.launcher, docket.room, task, plan.isolation.level, plan.limits, deadline, kind)

    def announced() -> Iterator[str]:
        for exercise in docket.upcoming:
            tell({"event": "started", "exercise": exercise})
            yield exercise
            tell({"event": "finished", "exercise": exercise, "broken": _broken(plugin, exercise)})

    def finished(exercise: str, check: str, verdict: Verdict) -> None:
        event = {"event": "check", "exercise": exercise, "check": check, "status": verdict.status}
        tell(event | {"verdict": asdict(verdict)})

    tasks = {task.key: task for task in plan.tasks}
    return Assignment(tasks, start, plan.seed, plan.limits.exercise_wall_s, announced(), finished, plan.gpus)


def _broken(plugin: JudgePlugin, exercise: str) -> dict[str, Any] | None:
    reply = plugin.broken.get(exercise)
    if reply is None:
        return None
    error = asdict(reply.error) if reply.error else None
    return {
        "status": reply.status,
        "error": error,
        "column": reply.column,
        "text": reply.text,
        "detail": reply.detail,
        "output": reply.output,
    }


class _Quiet:
    """Keeps pytest from writing: what it has to say stands in the json report."""

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Take the terminal reporter away; blocking the plugin would break pytest-json-report."""
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            config.pluginmanager.unregister(reporter)


def _arguments(suites: Sequence[Path], root: Path) -> list[str]:
    blocked: Sequence[str] = ("cacheprovider", "unraisableexception", "threadexception", "faulthandler", "stepwise")
    return [
        *map(str, suites),
        f"--rootdir={root}",
        "-c",
        str(PYTEST_INI),
        "--import-mode=importlib",
        "--assert=plain",
        "--noconftest",
        "--tb=no",
        "--capture=no",
        "-p",
        "pytest_jsonreport.plugin",
        "--json-report-file=none",
        "--json-report-omit=collectors",
        "--json-report-omit=keywords",
        *(argument for name in blocked for argument in ("-p", f"no:{name}")),
    ]
