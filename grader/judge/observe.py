"""The fixture through which a check meets the submission."""

from __future__ import annotations

import ast
from typing import Any, NoReturn

from grader.errors import SuiteError
from grader.judge.draw import derived_seed
from grader.judge.explain import Explanations
from grader.judge.observation import Missing
from grader.judge.reply import Reply
from grader.judge.seen import Ledger, Seen, Trust
from grader.judge.session import Session
from grader.judge.verdicts import NOT_IMPORTED, CheckFailed

# How each end of a probe counts as the end of its check.
CHECK_STATUS = {
    "raised": "raised",
    "not_attempted": "not_attempted",
    "missing_name": "blocked",
    "wrong_kind": "failed",
    "syntax_error": "raised",
    "timed_out": "timed_out",
    "crashed": "crashed",
    "out_of_memory": "out_of_memory",
    "garbled": "garbled",
}


class Observe:
    """Runs probes of the suite on the submission and brings back what was seen.

    ``observe("probe_name", x=..., sizes=...)`` returns a `Seen`. When the probe did not come to its end
    (an exception, the time limit, a crash), the check ends here, with the reason.
    """

    def __init__(
        self, session: Session, seed: int, calls: dict[str, str], explanations: Explanations, trust: Trust
    ) -> None:
        self._session = session
        self._seed = seed
        self._calls = calls
        self._explanations = explanations
        self._asked = 0
        self.ledger = Ledger(trust)

    def __call__(self, probe: str, /, **inputs: Any) -> Seen:
        """Run `probe` with drawn `inputs`.

        Raises:
            CheckFailed: when the probe did not return.
            SuiteError: when the suite has no such probe.
        """
        if probe not in self._calls:
            raise SuiteError(f"There is no probe {probe!r} in probes.py.")
        if self._session.time_is_spent:
            raise CheckFailed(
                "The time for this exercise is spent; this check did not run.", status="blocked", cause="time"
            )
        self._asked += 1
        reply = self._session.ask(probe, inputs, derived_seed(self._seed, f"worker {self._asked}"))
        if reply.status != "returned":
            self._fail(reply, probe)
        return Seen(reply.value, ledger=self.ledger)

    def file(self, name: str) -> Seen:
        """End the worker and return the bytes of a file that it left in its working directory.

        Only a regular file is read, and no link is followed. The next probe gets a new worker, in which
        nothing of this one is left.
        """
        return self.files(name)[name]

    def files(self, *names: str) -> dict[str, Seen]:
        """End the worker and return the bytes of several files, as `file` does for one."""
        found = self._session.end_worker(names)
        absent = {name: Missing(f"no file {name!r} was written") for name in names}
        contents = {name: absent[name] if content is None else content for name, content in found.items()}
        return {name: Seen(content, name, self.ledger) for name, content in contents.items()}

    def _fail(self, reply: Reply, probe: str) -> NoReturn:
        if self._session.broken is reply:
            raise CheckFailed(NOT_IMPORTED, status="blocked", cause="import")
        called = self._calls.get(probe, probe)
        raise CheckFailed(
            self._explanations.message(reply, called),
            status=CHECK_STATUS[reply.status],
            actual=self._explanations.actual(reply),
            misconception=self._explanations.misconception(reply),
            lines=reply.error.lines if reply.error else (),
            cause="name" if reply.status == "missing_name" else None,
        )


def calls_of(probes: str) -> dict[str, str]:
    """Return the first docstring line of each probe: the code that it runs, as a learner would write it."""
    functions = (node for node in ast.parse(probes).body if isinstance(node, ast.FunctionDef))
    return {node.name: (ast.get_docstring(node) or node.name).splitlines()[0] for node in functions}
