"""A small template process: runs one act per fork, and tells what became of it.

Run as a program, this file reads requests from standard input, one JSON object per line: see ``serve``. It
imports nothing of pytest, so that a child is small.
"""

from __future__ import annotations

import ctypes
import functools
import importlib
import json
import os
import select
import signal
import sys
import tempfile
import time
import traceback
from typing import Any

from grader.worker import confinement
from grader.worker.confinement import landlock
from grader.worker.confinement.kernel import libc
from tests.confinement import files, gpu, honest, others, usage
from tests.confinement.acts import PR_SET_DUMPABLE

DEADLINE_SECONDS = 60
PR_SET_PTRACER, PTRACER_ANY = 0x59616D61, -1
ACTS = {name: act for module in (files, gpu, honest, others, usage) for name, act in vars(module).items()}


def as_policy(fields: dict[str, Any]) -> confinement.Policy:
    lists = {name: tuple(value) for name, value in fields.items() if isinstance(value, list)}
    if fields["gpu"] is not None:
        lists["gpu"] = confinement.GpuFiles(**{name: tuple(value) for name, value in fields["gpu"].items()})
    return confinement.Policy(**fields | lists)


def serve(uid: int, preload: list[str]) -> None:
    """Answer requests until standard input ends.

    ``{"act", "arguments", "level", "policy", "landlock", "wait"}`` runs an act in a fresh child under
    ``level`` (``confine``, ``limit`` or ``nothing``), pretending that Landlock has no newer version than
    ``landlock``. Unless ``wait``, the answer comes when the act begins: the number of its process.
    """
    for name in preload:
        importlib.import_module(name)
    if uid != os.getuid():
        os.setgroups([])
        os.setgid(uid)
        os.setuid(uid)
    # Changing the user hides a process from its own kind, which would stop some acts without confinement.
    libc().prctl(PR_SET_DUMPABLE, 1, 0, 0, 0)
    confinement.mechanisms()
    for line in sys.stdin:
        request = json.loads(line)
        ready, told = os.pipe()
        child = os.fork()
        if child == 0:
            perform(request, told)
        os.close(told)
        if request["wait"]:
            answer = outcome(child, ready)
        else:
            os.read(ready, 1)
            answer = {"pid": child}
        os.close(ready)
        print(json.dumps(answer), flush=True)


def perform(request: dict[str, Any], told: int) -> None:
    """In the child: be confined, act, tell, end."""
    answer: dict[str, Any] = {}
    try:
        os.setsid()
        for stream in (0, 1):
            os.dup2(os.open(os.devnull, os.O_RDWR), stream)
        libc().prctl(PR_SET_PTRACER, ctypes.c_ulong(PTRACER_ANY), 0, 0, 0)
        if request["landlock"] is not None:
            newest = landlock.abi()
            landlock.abi = functools.partial(min, newest, request["landlock"])
        policy = as_policy(request["policy"])
        if policy.writable:
            os.environ["TMPDIR"] = policy.writable[0]
            tempfile.tempdir = None
        apply = {"confine": confinement.confine, "limit": confinement.limit, "nothing": lambda policy: None}
        answer["stage"] = "confinement"
        apply[request["level"]](policy)
        answer["stage"] = "act"
        if not request["wait"]:
            os.write(told, b"ready")
        answer["value"] = ACTS[request["act"]](*request["arguments"])
    except BaseException as error:
        answer |= {"error": type(error).__name__, "errno": getattr(error, "errno", None), "text": str(error)}
        answer["traceback"] = traceback.format_exc()
    finally:
        os.write(told, json.dumps(answer).encode())
        os._exit(0)


def outcome(child: int, ready: int) -> dict[str, Any]:
    """In the template: what the child told, and how it ended. It is killed when it takes for ever."""
    told = b""
    ends = time.monotonic() + DEADLINE_SECONDS
    while select.select([ready], [], [], max(0.0, ends - time.monotonic()))[0]:
        piece = os.read(ready, 1 << 16)
        if not piece:
            break
        told += piece
    else:
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    return {"signal": -code if code < 0 else None, **(json.loads(told) if told else {})}


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2:])
