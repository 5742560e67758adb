"""What several acts need. An act is a function of a module beside this one, run in a child of its own."""

from __future__ import annotations

import ctypes
import os

from grader.worker.confinement.kernel import libc

SECRET = "forty-two, and no one may know"
PR_SET_DUMPABLE = 4


def system_call(number: int, *arguments: int) -> int:
    """Make a raw call; raise OSError with its errno when it fails."""
    result = libc().syscall(ctypes.c_long(number), *map(ctypes.c_long, arguments))
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result
