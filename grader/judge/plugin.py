"""The pytest plugin: gives checks their fixtures, decides their verdicts, and puts them into the json report."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from grader.errors import KataError, SuiteError
from grader.judge.draw import Draw, derived_seed
from grader.judge.explain import Explanations
from grader.judge.observe import Observe, calls_of
from grader.judge.session import Session, Start, Task
from grader.judge.verdicts import NOT_IMPORTED, CheckFailed

CHECK_OWN_SECONDS = 10.0
UNJUDGED = ("passed", "not_attempted", "blocked", "not_judged")


@dataclass(frozen=True)
class Verdict:
    """What one check said, ready to travel as json metadata: strings, integers and finite floats only."""

    status: str
    message: str | None = None
    expected: str | None = None
    actual: str | None = None
    misconception: dict[str, str] | None = None
    lines: list[int] = field(default_factory=list)
    cause: str | None = None
    output: str | None = None
    duration_s: float = 0.0

    @staticmethod
    def of(failure: CheckFailed) -> Verdict:
        """Return the verdict that an unhappy check stands for."""
        named = failure.misconception
        return Verdict(
            failure.status,
            failure.message,
            failure.expected,
            failure.actual,
            {"id": named.id, "text": named.text} if named else None,
            list(failure.lines),
            failure.cause,
        )


VERDICT = pytest.StashKey[Verdict]()
Finished = Callable[[str, str, Verdict], None]


class JudgePlugin:
    """Judges the checks of the given tasks.

    Args:
        tasks: by exercise id; checks of other exercises are deselected.
        start: starts a worker for a task.
        seed: the run's seed; each check's own is derived from it and the check's id.
        exercise_seconds: how long one exercise may keep workers busy.
        next_exercise: yields the ids of exercises to judge now; None for all, in order.
        finished: called with exercise id, check id and verdict after each check.
    """

    def __init__(
        self,
        tasks: Mapping[str, Task],
        start: Callable[[Task, float], Any],
        seed: int,
        exercise_seconds: float = 20.0,
        next_exercise: Iterator[str] | None = None,
        finished: Finished | None = None,
    ) -> None:
        self._tasks = tasks
        self._start = start
        self._seed = seed
        self._seconds = exercise_seconds
        self._next_exercise = next_exercise
        self._finished = finished
        self._sessions: dict[str, Session] = {}
        self._calls: dict[str, dict[str, str]] = {}
        self.trouble: KataError | None = None

    @property
    def broken(self) -> dict[str, Any]:
        """The failed import of each exercise that could not be imported."""
        return {name: session.broken for name, session in self._sessions.items() if session.broken}

    @pytest.fixture
    def observe(self) -> None:
        """Runs a probe on the submission; given to each check when it is called."""

    @pytest.fixture
    def draw(self) -> None:
        """Draws the inputs of a check; given to each check when it is called."""

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Keep the checks of the exercises that are to be judged."""
        kept = [item for item in items if exercise_of(item) in self._tasks]
        config.hook.pytest_deselected(items=[item for item in items if exercise_of(item) not in self._tasks])
        items[:] = kept

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool | None:
        """Run the exercises in the order in which they are handed out."""
        if self._next_exercise is None:
            return None
        if session.testsfailed:
            raise session.Interrupted(f"{session.testsfailed} suites could not be collected")
        groups: dict[str, list[pytest.Item]] = {}
        for item in session.items:
            groups.setdefault(exercise_of(item), []).append(item)
        for exercise in self._next_exercise:
            items = groups.get(exercise, [])
            for item, following in zip(items, [*items[1:], None], strict=True):
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            self.end(exercise)
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        """Judge one check; a check that is not passed raises `CheckFailed`, which pytest reports as failed."""
        began = time.monotonic()
        exercise = exercise_of(pyfuncitem)
        verdict, failure = self._judge(pyfuncitem, exercise)
        output = self._session(exercise).output
        verdict = Verdict(**vars(verdict) | {"output": output or None, "duration_s": time.monotonic() - began})
        pyfuncitem.stash[VERDICT] = verdict
        if self._finished:
            self._finished(exercise, pyfuncitem.name, verdict)
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
        for exercise in list(self._sessions):
            self.end(exercise)

    def end(self, exercise: str) -> None:
        """End the worker of an exercise that is done."""
        if exercise in self._sessions:
            self._sessions[exercise].end_worker()

    def _session(self, exercise: str) -> Session:
        if exercise not in self._sessions:
            self._sessions[exercise] = Session(self._starter(self._tasks[exercise]), self._seconds)
            self._calls[exercise] = calls_of(self._tasks[exercise].probes)
        return self._sessions[exercise]

    def _starter(self, task: Task) -> Start:
        return lambda deadline: self._start(task, deadline)

    def _judge(self, item: pytest.Function, exercise: str) -> tuple[Verdict, BaseException | None]:
        session = self._session(exercise)
        if session.broken is not None:
            blocked = CheckFailed(NOT_IMPORTED, status="blocked", cause="import")
            return Verdict.of(blocked), blocked
        session.begin_check()
        verdict, failure = self._attempt(item, exercise, session)
        if verdict.status in UNJUDGED or not session.in_company or session.time_is_spent:
            return verdict, failure
        session.begin_check(alone=True)
        again, failure = self._attempt(item, exercise, session)
        if again.status == "passed":
            note = "Passed alone, but not after the other checks: the result depends on what earlier calls left behind."
            return Verdict("passed", note), None
        return again, failure

    def _attempt(self, item: pytest.Function, exercise: str, session: Session) -> tuple[Verdict, BaseException | None]:
        try:
            with _alarm(self._seconds + CHECK_OWN_SECONDS):
                compared = self._call(item, exercise, session)
        except CheckFailed as failure:
            return Verdict.of(failure), failure
        except SuiteError as error:
            return Verdict("not_judged", f"{error} That is the grader's fault, not yours."), error
        except KataError as error:
            self.trouble = error
            raise pytest.exit.Exception(str(error)) from None
        except Exception as error:
            return self._whose_fault(item, exercise, error), error
        if not compared:
            message = "This check compared nothing: that is the grader's fault, not yours."
            empty = CheckFailed(message, status="not_judged")
            return Verdict.of(empty), empty
        return Verdict("passed"), None

    def _call(self, item: pytest.Function, exercise: str, session: Session) -> int:
        seed = derived_seed(self._seed, f"{exercise}::{item.name}")
        explanations = Explanations(getattr(item.module, "RAISED", {}))
        observe = Observe(session, seed, self._calls[exercise], explanations)
        given = dict(item.funcargs) | {"observe": observe, "draw": Draw(derived_seed(seed, "draw"))}
        try:
            item.obj(**{name: given[name] for name in item._fixtureinfo.argnames})
        except CheckFailed as failure:
            failure.misconception = failure.misconception or explanations.behind(failure.error)
            raise
        return observe.ledger.comparisons

    def _whose_fault(self, item: pytest.Function, exercise: str, error: Exception) -> Verdict:
        """Replay a check that raised on the reference: if it passes there, the observation was at fault."""
        task = self._tasks[exercise]
        trouble = Verdict(
            "not_judged", f"The check itself raised {type(error).__name__}: the grader's fault, not yours."
        )
        if task.solution is None:
            return trouble
        # What the submission left running must not disturb the reference.
        self._session(exercise).end_worker()
        reference = Task(task.exercise, task.filename, task.solution, task.probes)
        session = Session(self._starter(reference), self._seconds)
        session.begin_check()
        try:
            with _alarm(self._seconds + CHECK_OWN_SECONDS):
                passes = self._call(item, exercise, session) > 0
        except Exception:
            passes = False
        finally:
            session.end_worker()
        if not passes:
            return trouble
        return Verdict("garbled", "What came back is of a form that this check could not look at.")


class _TooSlow(Exception):
    """A check's own code, not the submission, does not come to an end."""


@contextlib.contextmanager
def _alarm(seconds: float) -> Iterator[None]:
    """Raise `_TooSlow` in this block after so many seconds: an observation may drive a check round in circles."""

    def ring(number: int, frame: object) -> None:
        raise _TooSlow("did not come to an end")

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def exercise_of(item: pytest.Item) -> str:
    """Return the id of the exercise that a collected check belongs to: its path below the suites."""
    folder = item.path.parent
    return f"{folder.parent.name}/{folder.name}"
