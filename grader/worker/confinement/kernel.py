"""Calls into the Linux kernel that Python's standard library does not offer."""

from __future__ import annotations

import ctypes
import functools
import os
import sys

from .policy import ConfinementError


def reviewed_machine() -> bool:
    """Whether this is the one kind of machine whose system calls were reviewed: Linux on x86_64, 64 bits."""
    # A 32-bit Python on an x86_64 kernel speaks another system-call table than the machine's name says.
    return sys.platform == "linux" and os.uname().machine == "x86_64" and sys.maxsize > 2**32


@functools.cache
def libc() -> ctypes.CDLL:
    """The C library of this process. Opened on first use: Windows has none to open when this is imported."""
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def syscall(name: str, number: int, *arguments: int | bytes | None) -> int:
    """Make a system call; ``name`` is for the message.

    Raises:
        ConfinementError: the kernel refused, with its errno.
    """
    return _checked(name, libc().syscall(ctypes.c_long(number), *map(_as_c, arguments)))


def prctl(name: str, option: int, *arguments: int) -> int:
    """Call prctl(2); ``name`` is for the message. The kernel insists that unused arguments are zero.

    Raises:
        ConfinementError: the kernel refused, with its errno.
    """
    padded = (*arguments, 0, 0, 0, 0)[:4]
    return _checked(f"prctl {name}", libc().prctl(ctypes.c_int(option), *map(ctypes.c_ulong, padded)))


def _as_c(argument: int | bytes | None) -> ctypes.c_long | ctypes.c_char_p:
    # Plain ints would travel as 32 bits and leave the upper half of the register to chance.
    return ctypes.c_long(argument) if isinstance(argument, int) else ctypes.c_char_p(argument)


def _checked(name: str, result: int) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise ConfinementError(code, f"{name}: {os.strerror(code)}")
    return result
