"""Tries what a confined worker must not be able to do, and what it must; the judge compares."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from typing import Any

import torch

ALLOWED, REFUSED = "allowed", "refused"


def observe(request: dict[str, Any]) -> dict[str, Any]:
    """Return for each act whether it was "allowed" or "refused".

    Args:
        request: ``secret``, a file that must not be readable; ``outside``, a directory that must not be
            writable; ``judge``, a process that must not be reachable by a signal.
    """
    acts: dict[str, Callable[[], Any]] = {
        "read_secret": lambda: _read(request["secret"]),
        "write_outside": lambda: _write(os.path.join(request["outside"], "canary")),
        "signal_judge": lambda: os.kill(request["judge"], 0),
        "open_socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM).close(),
        "fork": _fork,
        "write_inside": lambda: _write("canary"),
        "backward": _backward,
    }
    return {"status": "canary", "acts": {name: _outcome(act) for name, act in acts.items()}}


def _outcome(act: Callable[[], Any]) -> str:
    try:
        act()
    except (OSError, RuntimeError):
        return REFUSED
    return ALLOWED


def _read(path: str) -> None:
    with open(path, "rb") as file:
        file.read(1)


def _write(path: str) -> None:
    with open(path, "wb") as file:
        file.write(b"canary")
    os.remove(path)


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _backward() -> None:
    weight = torch.ones(2, requires_grad=True)
    (weight * 3).sum().backward()  # type: ignore[no-untyped-call]
    if weight.grad is None or weight.grad.tolist() != [3.0, 3.0]:
        raise RuntimeError("autograd does not work here")
