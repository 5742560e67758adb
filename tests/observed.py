"""Observations for tests: values recorded as a worker does, sent through the wire, and decoded as the judge does."""

from __future__ import annotations

from typing import Any

from grader import wire
from grader.judge import observation
from grader.judge.seen import Ledger, Seen
from grader.worker.recorder import Recorder


def table(value: Any) -> Any:
    """Return what comes out of the wire when a worker sends `value`."""
    return wire.decode(wire.encode(Recorder().record(value)))


def observed(value: Any) -> Seen:
    """Return what a check sees when a probe returns `value`."""
    return Seen(observation.decode(table(value)), ledger=Ledger())
