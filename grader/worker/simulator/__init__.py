"""Simulated CUDA: ``cuda:0``, ``cuda:1``, ... with real values and real errors on a machine without a GPU.

Tensors stay ordinary CPU tensors. Their device is a tag on the storage they live in, so views, ``detach``,
``.data =`` and the identity of parameters need no code of ours; modes see each operator, check the tags of
what goes in and tag what comes out. Importing this package changes nothing and costs nothing: the rest is
imported when devices are asked for, and all of it can be taken away again.

It assumes honest code: it is a stage for exercises about devices, not a wall.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from grader.worker.simulator.counters import Counters
    from grader.worker.simulator.installation import Installation

PRESENT = "_simulated_installation"

__all__ = ["install", "present", "simulated"]


@contextmanager
def simulated(devices: int = 2) -> Iterator[Counters]:
    """Let torch see so many CUDA devices inside the block; yield what counts their transfers and waits.

    Args:
        devices: how many; with 0, ``torch.cuda.is_available()`` is False and every use of CUDA raises.

    Where devices are simulated already, there are so many inside the block and as many as before after it, and
    the counters begin at 0. So a worker can install them before it imports a submission, which may say
    ``from torch.cuda import device_count`` at its head, and each probe can ask for as many as it wants.

    Raises:
        ValueError: when so many cannot be simulated.
    """
    from grader.worker.simulator.installation import Installation

    there = present()
    if there is not None:
        with there.resized(devices) as counters:
            yield counters
        return
    installation = Installation(devices)
    try:
        yield installation.counters
    finally:
        installation.remove()


def install(devices: int = 2) -> Installation:
    """Let torch see so many CUDA devices until the returned installation is removed.

    Raises:
        RuntimeError: when devices are simulated already.
        ValueError: when so many cannot be simulated.
    """
    from grader.worker.simulator.installation import Installation

    return Installation(devices)


def present() -> Installation | None:
    """Return the installation that is in force, None where no device is simulated; imports nothing."""
    return getattr(torch, PRESENT, None)
