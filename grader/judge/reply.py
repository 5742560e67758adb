"""What one request to a worker ended in, whether the worker said it or the judge found it out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from grader.judge import observation

WORKER_STATUSES = (
    "loaded",
    "returned",
    "raised",
    "not_attempted",
    "missing_name",
    "wrong_kind",
    "out_of_memory",
    "syntax_error",
)
# What goes well ends so: the first after an import, the second after a probe.
SUCCESSES = ("loaded", "returned")
# What came back is more, or of another kind, than a frame can carry; the reply says what.
UNSENDABLE = "unsendable"
MAX_REASON = 200
JUDGE_STATUSES = ("timed_out", "crashed", "out_of_memory", "garbled")


@dataclass(frozen=True)
class Reply:
    """The end of one request.

    Attributes:
        status: one of `WORKER_STATUSES` or `JUDGE_STATUSES`.
        value: the record of what the probe returned, when `status` is "returned".
        error: the exception, where one was raised.
        column, text: of a syntax error.
        detail: for the judge's statuses, what happened, in the learner's words.
        output: what the submission printed meanwhile, cut to the first 64 KiB of its worker.
    """

    status: str
    value: Any = None
    error: observation.Raised | None = None
    column: int | None = None
    text: str | None = None
    detail: str = ""
    output: str = ""


class Worker(Protocol):
    """A place where one submission is loaded and probes are run; see `grader.judge.process` and `.local`."""

    def load(self, seed: int, gpus: int) -> Reply:
        """Import the submission, which finds so many GPUs."""

    def run(self, probe: str, inputs: dict[str, Any], seed: int, gpus: int) -> Reply:
        """Run one probe, which finds so many GPUs."""

    def end(self, files: tuple[str, ...] = ()) -> dict[str, bytes | None]:
        """End the worker for good; return the bytes of these files of its private directory."""


def from_worker(plain: Any, output: str = "") -> Reply:
    """Return the reply that a worker's decoded frame stands for.

    Raises:
        observation.Garbled: when the worker never writes such a frame.
    """
    if type(plain) is dict and plain.get("status") == UNSENDABLE and type(plain.get("reason")) is str:
        raise observation.Garbled(plain["reason"][:MAX_REASON])
    if type(plain) is not dict or plain.get("status") not in WORKER_STATUSES:
        raise observation.Garbled("not a reply")
    status = plain["status"]
    if status == "loaded":
        return Reply(status, output=output)
    if status == "returned":
        return Reply(status, value=observation.decode(plain.get("value")), output=output)
    try:
        error = observation.raised(plain)
        column, text = plain["column"], plain["text"]
    except KeyError as missing:
        raise observation.Garbled(f"no {missing}") from None
    if type(column) not in (int, type(None)) or type(text) not in (str, type(None)):
        raise observation.Garbled("a syntax error of another form")
    return Reply(status, error=error, column=column, text=text, output=output)
