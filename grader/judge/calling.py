"""What a judge is told when it is forked, as frames in a file: its suites are collected, its work is new."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from grader import wire
from grader.judge.isolation import Isolation
from grader.judge.scratch import Scratch
from grader.judge.seen import Trust
from grader.judge.session import Task
from grader.judge.stage import Gpus
from grader.judge.trial import Plan
from grader.limits import Limits


@dataclass(frozen=True)
class Calling:
    """What a judge is told.

    Attributes:
        plan: everything about the run.
        room: holds the private directories of its workers.
        proves: whether it is to prove the isolation first.
    """

    plan: Plan
    room: Scratch
    proves: bool


def write(calling: Calling, file: BinaryIO) -> None:
    """Write a calling, one frame for the run and one for each task."""
    plan = calling.plan
    run = {
        "suites": [str(suite) for suite in plan.suites],
        "root": str(plan.root),
        "seed": plan.seed,
        "isolation": asdict(plan.isolation),
        "secret": str(plan.secret),
        "limits": asdict(plan.limits),
        "gpus": asdict(plan.gpus),
        "room": str(calling.room.path),
        "proves": calling.proves,
        "tasks": len(plan.tasks),
    }
    file.write(wire.encode(run))
    for task in plan.tasks:
        file.write(wire.encode(asdict(task)))
    file.flush()


def read(file: BinaryIO) -> Calling:
    """Return the calling that `write` wrote, from the start of the file."""
    file.seek(0)
    run = _frame(file)
    plan = Plan(
        tasks=tuple(_task(_frame(file)) for _ in range(run["tasks"])),
        suites=tuple(map(Path, run["suites"])),
        root=Path(run["root"]),
        seed=run["seed"],
        isolation=Isolation(**run["isolation"]),
        secret=Path(run["secret"]),
        limits=Limits(**run["limits"]),
        gpus=Gpus(**run["gpus"]),
    )
    return Calling(plan, Scratch(path=Path(run["room"])), run["proves"])


def _task(fields: dict[str, Any]) -> Task:
    return Task(**fields | {"trust": Trust(**fields["trust"])})


def _frame(file: BinaryIO) -> Any:
    prefix = file.read(wire.PREFIX.size)
    return wire.decode(prefix + file.read(wire.body_length(prefix)))
