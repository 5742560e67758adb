"""Where the probes of a check run: on the CPU, beside simulated GPUs, or on real ones."""

from __future__ import annotations

from dataclasses import dataclass

from grader.judge.check import Check


@dataclass(frozen=True)
class Stage:
    """A device kind, and how many GPUs a probe finds.

    Attributes:
        kind: "cpu", "simulated" or "cuda"; each kind has workers of its own.
        gpus: with "simulated" exactly so many, with "cuda" at least so many.
        name: of the real GPU.
    """

    kind: str = "cpu"
    gpus: int = 0
    name: str = ""

    @property
    def verified_on(self) -> str:
        """What the report says of a check that ran here."""
        return f"cuda:{self.name}" if self.kind == "cuda" else self.kind


CPU = Stage()


@dataclass(frozen=True)
class Gpus:
    """The real GPUs that checks may run on; none where they are to be simulated."""

    count: int = 0
    name: str = ""

    def stage(self, check: Check | None) -> Stage:
        """Return where a check runs: on real GPUs if there are as many as it needs."""
        if check is None or not (check.gpus or check.simulated):
            return CPU
        if check.simulated or check.gpus > self.count:
            return Stage("simulated", check.gpus)
        return Stage("cuda", check.gpus, self.name)


NO_GPUS = Gpus()
