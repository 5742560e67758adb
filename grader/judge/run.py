"""Runs the suites: pytest sessions in judges forked from this warm process, exercises spread over them."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest
import torch
from pytest_jsonreport.plugin import JSONReport

from grader.errors import GradingError, KataError
from grader.judge import isolation as isolation_module
from grader.judge.isolation import Isolation
from grader.judge.launch import ExecLauncher, ForkLauncher, Launcher
from grader.judge.plugin import JudgePlugin, Verdict
from grader.judge.process import ProcessWorker
from grader.judge.scratch import Scratch
from grader.judge.session import Task
from grader.limits import Limits
from grader.optimisers import make_plain
from grader.template import Template

Event = dict[str, Any]
Listener = Callable[[Event], None]
INTERRUPT_GRACE_S = 3.0
PYTEST_INI = Path(__file__).with_name("pytest.ini")


@dataclass(frozen=True)
class Plan:
    """Everything that a judge needs to know.

    Attributes:
        tasks: what to judge, in order.
        suites: the test module of each task, by exercise id.
        root: the folder of all suites, pytest's root.
        seed: the run's seed.
        isolation: the level at which workers run.
        secret: a file that the canary must not be able to read.
        limits: what a submission may use.
    """

    tasks: tuple[Task, ...]
    suites: dict[str, Path]
    root: Path
    seed: int
    isolation: Isolation
    secret: Path
    limits: Limits


class Interrupted(Exception):
    """The run was interrupted; `reports` holds what was judged until then."""

    def __init__(self, reports: list[dict[str, Any]]) -> None:
        super().__init__("interrupted")
        self.reports = reports


def judge_here(
    plan: Plan, launcher: Launcher, room: Scratch, upcoming: Iterator[str], tell: Listener
) -> dict[str, Any]:
    """Judge the exercises that `upcoming` yields, in this process; return the pytest-json-report."""

    def start(task: Task, deadline: float) -> ProcessWorker:
        return ProcessWorker(launcher, room, task, plan.isolation.level, plan.limits, deadline)

    def announced() -> Iterator[str]:
        for exercise in upcoming:
            tell({"event": "started", "exercise": exercise})
            yield exercise
            tell({"event": "finished", "exercise": exercise, "broken": _broken(plugin, exercise)})

    def finished(exercise: str, check: str, verdict: Verdict) -> None:
        tell({"event": "check", "exercise": exercise, "check": check, "status": verdict.status})

    tasks = {task.exercise: task for task in plan.tasks}
    plugin = JudgePlugin(tasks, start, plan.seed, plan.limits.exercise_wall_s, announced(), finished)
    json_report = JSONReport()
    pytest.main(_arguments(plan), plugins=[_Quiet(), json_report, plugin])
    if plugin.trouble is not None:
        raise plugin.trouble
    if json_report.report is None:
        raise GradingError("pytest ended without a report.")
    report: dict[str, Any] = json_report.report
    report["broken"] = {exercise: _broken(plugin, exercise) for exercise in plugin.broken}
    return report


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


def judge_all(plan: Plan, template: Template, judges: int, room: Scratch, listen: Listener) -> list[dict[str, Any]]:
    """Judge all tasks in forked judges; return their pytest-json-reports.

    Raises:
        Interrupted: on KeyboardInterrupt, with what was judged.
        GradingError: when a judge did not deliver.
    """
    queue_out, queue_in = os.pipe()
    os.write(queue_in, bytes(range(len(plan.tasks))))
    os.close(queue_in)
    controls = [template.admit() for _ in range(judges)]
    children = [_fork_judge(plan, template, controls, position, room, queue_out) for position in range(judges)]
    for control in controls:
        control.close()
    os.close(queue_out)
    pids = [child.pid for child in children]
    collector = _Collector([child.events for child in children], listen)
    try:
        collector.collect()
    except KeyboardInterrupt:
        for pid in pids:
            os.kill(pid, signal.SIGTERM)
        with contextlib.suppress(KeyboardInterrupt):
            collector.collect(INTERRUPT_GRACE_S)
        raise Interrupted(collector.reports) from None
    finally:
        for pid in pids:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(OSError):
                os.waitpid(pid, 0)
    if collector.troubles or len(collector.reports) < judges:
        raise GradingError("; ".join(collector.troubles) or "A judge process ended without its report.")
    return collector.reports


def judge_one_by_one(plan: Plan, room: Scratch, listen: Listener) -> list[dict[str, Any]]:
    """Judge all tasks in this process, each worker a process of its own: the way without fork."""
    launcher = ExecLauncher()
    try:
        isolation_module.prove(launcher, room, plan.isolation, plan.secret, plan.limits)
        names = iter([task.exercise for task in plan.tasks])
        return [judge_here(plan, launcher, room, names, listen)]
    finally:
        launcher.close()


@dataclass(frozen=True)
class _Child:
    pid: int
    events: int


def _fork_judge(
    plan: Plan, template: Template, controls: list[socket.socket], position: int, room: Scratch, queue: int
) -> _Child:
    events_out, events_in = os.pipe()
    pid = os.fork()
    if pid:
        os.close(events_in)
        return _Child(pid, events_out)
    code = 1
    try:
        os.close(events_out)
        for other in controls:
            if other is not controls[position]:
                other.close()
        template.leave()
        launcher = ForkLauncher(controls[position], template.trouble)
        _be_judge(plan, launcher, position == 0, room, queue, events_in)
        code = 0
    finally:
        os._exit(code)


def _be_judge(plan: Plan, launcher: ForkLauncher, is_first: bool, room: Scratch, queue: int, events: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # pytest ends its session in order when it is interrupted, and what was judged is still reported.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    _die_with_parent()
    quiet = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(quiet, fd)

    def tell(event: Event) -> None:
        view = memoryview(json.dumps(event).encode() + b"\n")
        while view:
            view = view[os.write(events, view) :]

    try:
        if is_first:
            isolation_module.prove(launcher, room, plan.isolation, plan.secret, plan.limits)
        names = [task.exercise for task in plan.tasks]
        upcoming = (names[index[0]] for index in iter(lambda: os.read(queue, 1), b""))
        tell({"event": "report", "report": judge_here(plan, launcher, room, upcoming, tell)})
    except KataError as error:
        tell({"event": "trouble", "message": str(error)})
    except BaseException as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}:{place.lineno}"
        tell({"event": "trouble", "message": f"A judge failed: {type(error).__name__}: {error} ({where})"})


class _Collector:
    """Reads the judges' events until each has delivered or ended."""

    def __init__(self, pipes: list[int], listen: Listener) -> None:
        self._buffers = dict.fromkeys(pipes, b"")
        self._listen = listen
        self.reports: list[dict[str, Any]] = []
        self.troubles: list[str] = []

    def collect(self, seconds: float | None = None) -> None:
        """Read from the pipes until all are closed, or for so many seconds."""
        end = None if seconds is None else time.monotonic() + seconds
        while self._buffers:
            left = None if end is None else end - time.monotonic()
            if left is not None and left <= 0:
                return
            for fd in select.select(list(self._buffers), [], [], left)[0]:
                self._read(fd)

    def _read(self, fd: int) -> None:
        part = os.read(fd, 1 << 16)
        if not part:
            os.close(fd)
            del self._buffers[fd]
            return
        *lines, self._buffers[fd] = (self._buffers[fd] + part).split(b"\n")
        for line in lines:
            self._take(json.loads(line))

    def _take(self, event: Event) -> None:
        if event["event"] == "report":
            self.reports.append(event["report"])
        elif event["event"] == "trouble":
            self.troubles.append(event["message"])
        else:
            self._listen(event)


class _Quiet:
    """Keeps pytest from writing: what it has to say stands in the json report."""

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Take the terminal reporter away; blocking the plugin would break pytest-json-report."""
        reporter = config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            config.pluginmanager.unregister(reporter)


def _arguments(plan: Plan) -> list[str]:
    modules = [str(plan.suites[task.exercise]) for task in plan.tasks]
    blocked: Sequence[str] = ("cacheprovider", "unraisableexception", "threadexception", "faulthandler", "stepwise")
    return [
        *modules,
        f"--rootdir={plan.root}",
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


def get_ready() -> None:
    """Make this process fit to judge and to be forked: one thread, plain optimisers, pytest shielded.

    The environment's plugins and options stay out: a plugin could change what a verdict means.
    """
    torch.set_num_threads(1)
    torch.set_printoptions(precision=4, threshold=60, edgeitems=3, linewidth=72, sci_mode=False)  # type: ignore[no-untyped-call]
    make_plain()
    gc.enable()
    gc.collect()
    # What is imported by now is never collected, so forked judges share it and pytest does not walk over it.
    gc.freeze()
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    for name in ("PYTEST_ADDOPTS", "PYTEST_PLUGINS"):
        os.environ.pop(name, None)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        from grader.worker.confinement.kernel import prctl
        from grader.worker.confinement.prctl import PR_SET_PDEATHSIG

        prctl("parent death signal", PR_SET_PDEATHSIG, signal.SIGKILL)
