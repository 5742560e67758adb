"""Finds the real GPUs that workers can use: asked of a worker, since this process must not touch CUDA."""

from __future__ import annotations

import time
from collections.abc import Callable

import torch

from grader import wire
from grader.errors import GpuMissing, GradingError
from grader.judge.channel import Ended, Overrun
from grader.judge.isolation import Isolation
from grader.judge.launch import Launcher
from grader.judge.process import ProcessWorker
from grader.judge.scratch import Scratch
from grader.judge.session import Task
from grader.judge.stage import NO_GPUS, Gpus
from grader.limits import Limits
from grader.worker.confinement import gpu_files

NO_DRIVER = "this machine has no device files of an NVIDIA driver"
NO_CUDA = "this PyTorch ({}) is built without CUDA"


def gpus_for(
    device: str, launcher: Callable[[], Launcher], room: Scratch, isolation: Isolation, limits: Limits
) -> Gpus:
    """Return the GPUs that checks shall run on.

    Args:
        device: "auto" for what there is, "simulated" for none, "cuda" for at least one.
        launcher: gives one that starts workers; asked only where there may be a GPU.

    Raises:
        GpuMissing: when there must be one and none can be used; the message says why.
    """
    if device == "simulated":
        return NO_GPUS
    trouble = _out_of_reach()
    gpus = NO_GPUS
    if trouble is None:
        starts = launcher()
        try:
            gpus, trouble = _found(starts, room, isolation, limits)
        finally:
            starts.close()
    if device == "cuda" and not gpus.count:
        raise GpuMissing(
            f"No GPU can be used here: {trouble}. Nothing was graded. Leave out --device cuda and --require-gpu to "
            "grade on simulated GPUs."
        )
    return gpus


def _out_of_reach() -> str | None:
    """Say why no GPU can be used, as far as that can be told without asking one."""
    if not gpu_files().devices:
        return NO_DRIVER
    return None if torch.version.cuda else NO_CUDA.format(torch.__version__)


def _found(launcher: Launcher, room: Scratch, isolation: Isolation, limits: Limits) -> tuple[Gpus, str | None]:
    """Let a worker use each GPU once, confined as submissions will be."""
    task = Task("gpus", "gpus", b"", "")
    deadline = time.monotonic() + limits.probe_wall_s
    try:
        worker = ProcessWorker(launcher, room, task, isolation.level, limits, deadline, "cuda")
    except GradingError as error:
        return NO_GPUS, str(error)
    try:
        reply = worker.set_up({"op": "gpus"})
        names, trouble = [str(name) for name in reply["names"]], reply["trouble"]
    except (Ended, Overrun, wire.WireError, KeyError, TypeError) as error:
        return NO_GPUS, f"the worker that tried one did not answer ({type(error).__name__} {error})"
    finally:
        worker.end()
    if not names:
        return NO_GPUS, trouble or "CUDA finds none"
    return Gpus(len(names), names[0]), trouble
