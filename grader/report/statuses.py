"""Statuses: every one that a report may name, with the mark and the colour by which it is shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Look:
    """How a status is shown.

    Attributes:
        mark: one character that tells without colour.
        ascii_mark: the same where only ASCII can be written.
        style: a style of rich.
    """

    mark: str
    ascii_mark: str
    style: str


_GOOD = Look("✓", "+", "green")
_BAD = Look("✗", "x", "red")
_WAITING = Look("·", ".", "dim")
_UNKNOWN = Look("?", "?", "magenta")

EXERCISE = {
    "solved": _GOOD,
    "partial": Look("~", "~", "yellow"),
    "failed": _BAD,
    "not_attempted": _WAITING,
    "broken": Look("!", "!", "red"),
    "not_judged": _UNKNOWN,
}

CHECK = {
    "passed": _GOOD,
    "failed": _BAD,
    "raised": _BAD,
    "timed_out": _BAD,
    "crashed": _BAD,
    "out_of_memory": _BAD,
    "garbled": _BAD,
    "blocked": Look("-", "-", "dim"),
    "not_attempted": _WAITING,
    "not_judged": _UNKNOWN,
}

# The submission came to an answer that is wrong, or to none; the learner can do something about it.
FAILING = frozenset({"failed", "raised", "timed_out", "crashed", "out_of_memory", "garbled"})


def word(status: str) -> str:
    """Return the status as it is read: ``timed_out`` is "timed out"."""
    return status.replace("_", " ")
