"""One worker: the process in which one submission is imported and probed.

It starts as a fresh, single-threaded process that holds nothing but torch and this package, confines itself,
and only then reads a request. Everything it says is a claim; the judge decides what to make of it.
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import dataclass
from typing import Any

from grader import wire
from grader.limits import Limits
from grader.worker import canary, probing
from grader.worker.bench import Bench
from grader.worker.confinement import Policy, confine, default_readable, gpu_files, limit
from grader.worker.devices import find, get_ready

REQUEST, RESULT = 3, 4
# Probes import it by name, when no file of ours can be read any more.
FOR_PROBES = probing
SET_UP_FAILED = 99
BROKE_DOWN = 98


@dataclass(frozen=True)
class Order:
    """What the judge says about a worker before it starts: level, private directory, limits, device kind."""

    level: str
    directory: str
    limits: Limits
    device: str = "cpu"


def work(order: Order, request: int, result: int, output: int) -> None:
    """Become a worker: never returns.

    Args:
        order: the worker's level and limits.
        request, result, output: file descriptors of the pipes that the judge made.
    """
    try:
        _claim_descriptors(request, result, output)
        _settle(order)
        get_ready(order.device)
        _apply(order)
    except BaseException as error:
        # The reason stands in the output; no request has been read.
        os.write(2, f"the worker could not be set up: {type(error).__name__}: {error}\n".encode())
        os._exit(SET_UP_FAILED)
    try:
        _serve(order.device)
    except BaseException as error:
        os.write(2, f"the worker broke down: {type(error).__name__}: {error}\n".encode())
    finally:
        # Never return into the template's loop, whatever happened.
        os._exit(BROKE_DOWN)


def _claim_descriptors(request: int, result: int, output: int) -> None:
    spare = [os.dup(fd) for fd in (request, result, output)]
    nothing = os.open(os.devnull, os.O_RDWR)
    # First far away, then into place: none of the four may overwrite another before it is copied.
    high = [os.dup2(fd, 200 + position) for position, fd in enumerate([*spare, nothing])]
    for target, source in ((0, high[3]), (1, high[2]), (2, high[2]), (REQUEST, high[0]), (RESULT, high[1])):
        os.dup2(source, target)
    os.closerange(5, os.sysconf("SC_OPEN_MAX") if os.sysconf("SC_OPEN_MAX") > 0 else 4096)


def _settle(order: Order) -> None:
    if os.getpid() != os.getpgid(0):
        os.setsid()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD):
        signal.signal(name, signal.SIG_DFL)
    directory = order.directory
    which_gpus = {name: value for name, value in os.environ.items() if name.startswith("CUDA_")}
    os.environ.clear()
    os.environ.update(PATH="/usr/bin:/bin", HOME=directory, TMPDIR=directory, LANG="C.UTF-8", OMP_NUM_THREADS="1")
    if order.device == "cuda":
        os.environ.update(which_gpus, CUDA_CACHE_PATH=directory)
    else:
        # Whatever the machine has: a GPU is there only where a check asks for it.
        os.environ["CUDA_VISIBLE_DEVICES"] = ""
    os.chdir(directory)
    sys.argv = ["submission"]
    sys.dont_write_bytecode = True


def _apply(order: Order) -> None:
    # The kernel's processor limit is only the last resort: the judge watches each probe from outside.
    policy = Policy(
        readable=default_readable(),
        writable=(order.directory,),
        gpu=gpu_files() if order.device == "cuda" else None,
        cpu_seconds=int(order.limits.exercise_wall_s) + 10,
        address_space_bytes=order.limits.address_space_bytes,
        file_size_bytes=order.limits.file_bytes,
        max_open_files=order.limits.open_files,
    )
    if order.level == "confined":
        confine(policy)
    else:
        limit(policy)


def _serve(device: str) -> None:
    bench: Bench | None = None
    streams = (sys.stdout, sys.stderr)
    while True:
        request = _receive()
        if request["op"] == "canary":
            reply = canary.observe(request)
        elif request["op"] == "gpus":
            reply = find()
        elif request["op"] == "prepare":
            bench = Bench(device)
            reply = bench.prepare(request["probes"])
        elif request["op"] == "load":
            assert bench is not None
            reply = bench.load(request["source"], request["filename"], request["seed"], request["gpus"])
        else:
            assert bench is not None
            reply = bench.run(request["probe"], request["inputs"], request["seed"], request["gpus"])
        for stream in (*streams, *(getattr(sys, name, None) for name in ("stdout", "stderr"))):
            _flush(stream)
        _send(reply)


def _receive() -> Any:
    prefix = _read(wire.PREFIX.size)
    return wire.decode(prefix + _read(wire.body_length(prefix)))


def _read(count: int) -> bytes:
    parts = bytearray()
    while len(parts) < count:
        part = os.read(REQUEST, count - len(parts))
        if not part:
            os._exit(0)
        parts += part
    return bytes(parts)


def _flush(stream: Any) -> None:
    try:
        stream.flush()
    except BaseException:
        pass  # a submission may have closed it, or put anything in its place


def _send(reply: dict[str, Any]) -> None:
    try:
        frame = wire.encode(reply)
    except (wire.WireError, RuntimeError, MemoryError) as error:
        frame = wire.encode({"status": "unsendable", "reason": str(error)[:200]})
    view = memoryview(frame)
    while view:
        view = view[os.write(RESULT, view) :]
