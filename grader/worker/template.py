"""The template: a clean process that imports torch once and forks workers for the judges.

It never sees a submission, an expected value or a request: those travel on pipes that the judge made and that
only the worker reads. It stays single-threaded and runs no tensor work, so that its forks are sound. When a
judge goes away, its workers are killed; when all judges are gone, the template ends.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
from dataclasses import dataclass, field
from typing import Any

import torch

from grader.limits import Limits
from grader.optimisers import make_plain
from grader.worker.child import Order, work
from grader.worker.confinement import default_readable
from grader.worker.confinement.kernel import prctl
from grader.worker.confinement.prctl import PR_SET_DUMPABLE, PR_SET_PDEATHSIG
from grader.worker.devices import cuda_has_begun

MAX_MESSAGE = 1 << 16
PR_SET_CHILD_SUBREAPER = 36


@dataclass
class Judge:
    """One judge's control socket and the workers that it has running."""

    control: socket.socket
    workers: set[int] = field(default_factory=set)


def main(arguments: list[str]) -> None:
    """Serve the judges that the grader admits, until the grader is gone.

    Args:
        arguments: the file descriptor of the grader's socket.
    """
    torch.set_num_threads(1)
    make_plain()
    # Costs a few milliseconds and is remembered, so that no worker pays for it.
    default_readable()
    _become_warden()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, signal.SIG_IGN)
    gc.collect()
    # Workers share what is frozen, and their collections do not walk over it.
    gc.freeze()
    gc.enable()
    with socket.socket(fileno=int(arguments[0])) as grader:
        _attend(grader)
    os._exit(0)


def _attend(grader: socket.socket) -> None:
    judges: dict[int, Judge] = {}
    while True:
        ready, _, _ = select.select([grader.fileno(), *judges], [], [])
        for fd in ready:
            if fd == grader.fileno():
                _, fds, _, _ = socket.recv_fds(grader, MAX_MESSAGE, 1)
                if not fds:
                    return
                judges[fds[0]] = Judge(socket.socket(fileno=fds[0]))
                with contextlib.suppress(OSError):  # it may be gone already
                    judges[fds[0]].control.send(b'{"ready": true}')
            elif not _serve(judges[fd], judges):
                judges.pop(fd).control.close()


def _become_warden() -> None:
    # Whoever kills the grader ends the template, and the template its workers.
    prctl("parent death signal", PR_SET_PDEATHSIG, signal.SIGKILL)
    # Orphans of workers become ours, so that none escapes.
    prctl("child subreaper", PR_SET_CHILD_SUBREAPER, 1)
    # No worker can read this process's memory.
    prctl("dumpable", PR_SET_DUMPABLE, 0)


def _serve(judge: Judge, judges: dict[int, Judge]) -> bool:
    """Carry out one message; False when the judge is gone."""
    try:
        message, fds, _, _ = socket.recv_fds(judge.control, MAX_MESSAGE, 3)
    except OSError:
        message, fds = b"", []
    if not message:
        for pid in tuple(judge.workers):
            _reap(pid, judge, judges)
        return False
    command = json.loads(message)
    answer = _spawn(command, fds, judge) if command["op"] == "spawn" else _reap(command["pid"], judge, judges)
    with contextlib.suppress(OSError):
        judge.control.send(json.dumps(answer).encode())
    return True


def _spawn(command: dict[str, Any], fds: list[int], judge: Judge) -> dict[str, Any]:
    # A fork of a process with threads can deadlock in the child: rather stop here.
    if len(os.listdir("/proc/self/task")) != 1:
        os._exit(70)
    order = Order(command["level"], command["directory"], Limits(**command["limits"]), command["device"])
    if order.device == "cuda" and cuda_has_begun():
        return {"error": "CUDA has been initialised in the template, so no fork of it can use a GPU"}
    try:
        pid = os.fork()
        if pid == 0:
            work(order, *fds)
    except OSError as error:
        return {"error": f"fork: {error.strerror}"}
    finally:
        for fd in fds:
            os.close(fd)
    judge.workers.add(pid)
    return {"pid": pid}


def _reap(pid: int, judge: Judge, judges: dict[int, Judge]) -> dict[str, Any]:
    """Kill a worker with everything it started; return its wait status and the processor time it used."""
    if pid not in judge.workers:
        return {"status": 0, "cpu_s": 0.0}
    for kill in (os.killpg, os.kill):
        with contextlib.suppress(OSError):
            kill(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    judge.workers.discard(pid)
    _kill_strays({worker for other in judges.values() for worker in other.workers})
    return {"status": status, "cpu_s": usage.ru_utime + usage.ru_stime}


def _kill_strays(workers: set[int]) -> None:
    """Kill orphans that became ours (this process is their subreaper) until there is none."""
    while True:
        with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
            strays = {int(pid) for pid in file.read().split()} - workers
        if not strays:
            return
        for pid in strays:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
            with contextlib.suppress(OSError):
                os.waitpid(pid, 0)
