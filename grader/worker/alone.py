"""A worker as a process of its own, for systems without fork: imports torch, then works like a forked one."""

from __future__ import annotations

import gc
import json

import torch

from grader.limits import Limits
from grader.optimisers import make_plain
from grader.worker.child import Order, work


def main(arguments: list[str]) -> None:
    """Become a worker.

    Args:
        arguments: the order as JSON, then the file descriptors of request, result and output.
    """
    torch.set_num_threads(1)
    make_plain()
    gc.enable()
    order = json.loads(arguments[0])
    limits = Limits(**order["limits"])
    work(Order(order["level"], order["directory"], limits, order["device"]), *map(int, arguments[1:]))
