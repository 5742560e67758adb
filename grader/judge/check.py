"""The decorator that makes a pytest function a check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

KINDS = ("shape", "value", "gradient", "state", "identity", "device", "robustness")


@dataclass(frozen=True)
class Check:
    """What the decorator declares: points, kind, and whether the verdict rests on a claim or is advice only."""

    points: float
    kind: str
    claim: bool = False
    bonus: bool = False


def check(*, points: float, kind: str, claim: bool = False, bonus: bool = False) -> Callable[[Function], Function]:
    """Declare a check. Its docstring, one sentence, is the rule that the learner reads.

    The arguments must be literals: the catalog reads them without importing the suite.

    Args:
        points: a positive multiple of 0.5; 0 for a bonus.
        kind: one of `KINDS`; it decides the order in which failures are shown.
        claim: the verdict rests on what a worker says about itself, since nothing else can tell.
        bonus: advice that costs nothing.

    Raises:
        ValueError: for points or a kind that are not allowed.
    """
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    if (points != 0) if bonus else (points <= 0 or points % 0.5):
        raise ValueError(f"points must be a positive multiple of 0.5 (0 for a bonus), not {points!r}")

    def declare(function: Function) -> Function:
        function.__check__ = Check(points, kind, claim, bonus)  # type: ignore[attr-defined]
        return function

    return declare
