"""Judges the checks of one task: each in company first, alone where that did not go well."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from grader.errors import KataError, SuiteError
from grader.judge.check import Check
from grader.judge.draw import Draw, derived_seed
from grader.judge.explain import Explanations
from grader.judge.observe import Observe, calls_of
from grader.judge.reply import Reply
from grader.judge.session import Session, Task
from grader.judge.stage import NO_GPUS, Gpus, Stage
from grader.judge.verdicts import NOT_IMPORTED, CheckFailed, Misconception, Verdict

CHECK_OWN_SECONDS = 10.0
UNJUDGED = ("passed", "not_attempted", "blocked", "not_judged")

StartFor = Callable[[Task, str, float], Any]


@dataclass(frozen=True)
class Function:
    """A check as pytest collected it: its name, the function, what it asks for, and its suite's ``RAISED``."""

    name: str
    call: Callable[..., Any]
    arguments: tuple[str, ...]
    given: Mapping[str, Any]
    raised: Mapping[str, Misconception]


class Judging:
    """Judges one submission of one exercise, check by check.

    Args:
        task: the submission, and how to judge it.
        start: starts a worker of a device kind for a task.
        seed: the run's seed; each check's own is derived from it and the check's id.
        seconds: how long the exercise may keep workers busy.
        gpus: the real GPUs that checks may run on.

    Raises:
        KataError: from `judge`, when the grader itself is in trouble.
    """

    def __init__(self, task: Task, start: StartFor, seed: int, seconds: float, gpus: Gpus = NO_GPUS) -> None:
        self.task = task
        self._gpus = gpus
        self._start = start
        self._seed = seed if task.seed is None else task.seed
        self._seconds = seconds
        self._calls = calls_of(task.probes)
        self._session = self._session_for(task)

    @property
    def broken(self) -> Reply | None:
        """The failed import of a submission that could not be imported."""
        return self._session.broken

    @property
    def output(self) -> str:
        """What the submission printed during the latest check."""
        return self._session.output

    def judge(self, check: Function) -> tuple[Verdict, BaseException | None]:
        """Return the verdict of a check, and what it raised when it is not passed."""
        stage = self._gpus.stage(declared(check))
        verdict, failure = self._judge(check, stage)
        return replace(verdict, verified_on=stage.verified_on), failure

    def _judge(self, check: Function, stage: Stage) -> tuple[Verdict, BaseException | None]:
        session = self._session
        if session.broken is not None:
            blocked = CheckFailed(NOT_IMPORTED, status="blocked", cause="import")
            return Verdict.of(blocked), blocked
        session.begin_check(stage)
        verdict, failure = self._attempt(check)
        if verdict.status in UNJUDGED or not session.in_company or session.time_is_spent:
            return verdict, failure
        session.begin_check(stage, alone=True)
        again, failure = self._attempt(check)
        if again.status == "passed":
            note = "Passed alone, but not after the other checks: the result depends on what earlier calls left behind."
            return Verdict("passed", note), None
        return again, failure

    def end(self) -> None:
        """End the workers."""
        self._session.end()

    def _session_for(self, task: Task) -> Session:
        return Session(lambda kind, deadline: self._start(task, kind, deadline), self._seconds)

    def _attempt(self, check: Function) -> tuple[Verdict, BaseException | None]:
        try:
            with _alarm(self._seconds + CHECK_OWN_SECONDS):
                compared = self._call(check, self._session)
        except CheckFailed as failure:
            return Verdict.of(failure), failure
        except SuiteError as error:
            return Verdict("not_judged", f"{error} That is the grader's fault, not yours."), error
        except KataError:
            raise
        except Exception as error:
            return self._whose_fault(check, error), error
        if not compared:
            message = "This check compared nothing: that is the grader's fault, not yours."
            empty = CheckFailed(message, status="not_judged")
            return Verdict.of(empty), empty
        return Verdict("passed", comparisons=compared), None

    def _call(self, check: Function, session: Session) -> int:
        seed = derived_seed(self._seed, f"{self.task.exercise}::{check.name}")
        explanations = Explanations(check.raised)
        declaration, trust = declared(check), self.task.trust
        if trust.claims and declaration is not None and declaration.claim:
            trust = replace(trust, everything=True)
        observe = Observe(session, seed, self._calls, explanations, trust)
        given = dict(check.given) | {"observe": observe, "draw": Draw(derived_seed(seed, "draw"))}
        try:
            check.call(**{name: given[name] for name in check.arguments})
        except CheckFailed as failure:
            failure.misconception = failure.misconception or explanations.behind(failure.error)
            raise
        return observe.ledger.comparisons

    def _whose_fault(self, check: Function, error: Exception) -> Verdict:
        """Replay a check that raised on the reference: if it passes there, the observation was at fault."""
        trouble = Verdict(
            "not_judged", f"The check itself raised {type(error).__name__}: the grader's fault, not yours."
        )
        if self.task.solution is None:
            return trouble
        # What the submission left running must not disturb the reference.
        self._session.end()
        session = self._session_for(replace(self.task, source=self.task.solution, solution=None))
        session.begin_check(self._gpus.stage(declared(check)))
        try:
            with _alarm(self._seconds + CHECK_OWN_SECONDS):
                passes = self._call(check, session) > 0
        except Exception:
            passes = False
        finally:
            session.end()
        if not passes:
            return trouble
        return Verdict("garbled", "What came back is of a form that this check could not look at.")


def declared(check: Function) -> Check | None:
    """Return what the decorator of a check declares."""
    declaration: Check | None = getattr(check.call, "__check__", None)
    return declaration


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
