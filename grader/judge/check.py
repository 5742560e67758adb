"""The decorator that makes a pytest function a check."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

Function = TypeVar("Function", bound=Callable[..., Any])

KINDS = ("shape", "value", "gradient", "state", "identity", "device", "robustness")


@dataclass(frozen=True)
class Check:
    """What the decorator declares: points, kind, what the verdict rests on, and which GPUs the probes find."""

    points: float
    kind: str
    claim: bool = False
    bonus: bool = False
    gpus: int = 0
    simulated: bool = False


def check(
    *, points: float, kind: str, claim: bool = False, bonus: bool = False, gpus: int = 0, simulated: bool = False
) -> Callable[[Function], Function]:
    """Declare a check. Its docstring, one sentence, is the rule that the learner reads.

    The arguments must be literals: the catalog reads them without importing the suite.

    Args:
        points: a positive multiple of 0.5; 0 for a bonus.
        kind: one of `KINDS`; it decides the order in which failures are shown.
        claim: the verdict rests on what a worker says about itself, since nothing else can tell.
        bonus: advice that costs nothing.
        gpus: how many GPUs the probes need: real ones where there are so many, else simulated ones.
        simulated: the GPUs are simulated everywhere, and exactly so many: only then can a check ask what happens
            where there are none, or three.

    Raises:
        ValueError: for points, a kind or a number of GPUs that are not allowed.
    """
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is none of {', '.join(KINDS)}")
    if (points != 0) if bonus else (points <= 0 or points % 0.5):
        raise ValueError(f"points must be a positive multiple of 0.5 (0 for a bonus), not {points!r}")

    if gpus < 0:
        raise ValueError(f"gpus must not be negative, as {gpus!r} is")

    def declare(function: Function) -> Function:
        function.__check__ = Check(points, kind, claim, bonus, gpus, simulated)  # type: ignore[attr-defined]
        return function

    return declare
