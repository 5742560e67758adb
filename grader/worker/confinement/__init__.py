"""Holds a worker to what it was given: Landlock for files, seccomp for system calls, limits for the rest.

A fresh child calls ``confine`` (or, where that is not to be had, ``limit``) before it runs foreign code. What
it inherited stays its own: file descriptors, environment and memory are for the caller to tidy up first.

What remains open to confined code: the size and times of a file whose path it knows (``stat``), any number of
small files in its private directory, and as root a number of threads that only its address space bounds.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from collections.abc import Iterator

from . import landlock, limits, prctl, seccomp
from .gpu import GpuFiles, gpu_files
from .kernel import reviewed_machine
from .policy import ConfinementError, Policy
from .readable import default_readable

__all__ = ["ConfinementError", "GpuFiles", "Policy", "confine", "default_readable", "gpu_files", "limit", "mechanisms"]


def confine(policy: Policy) -> None:
    """Hold this process to ``policy`` for the rest of its life: one process, no network, no files but these.

    Works only in a process with a single thread, because the kernel confines threads one by one.

    Raises:
        ConfinementError: some part could not be applied. Others may have been: the process must end.
    """
    with _one_kind_of_error():
        _require_a_process_that_can_be_confined()
        landlock_version = landlock.abi()
        limit(policy)
        prctl.drop_capabilities()
        landlock.restrict(policy, landlock_version)
        seccomp.restrict(seccomp.program(os.getpid(), landlock_version, gpu=policy.gpu is not None))


def limit(policy: Policy) -> None:
    """Bound what this process can use up; files, network and other processes stay open to it.

    Raises:
        ConfinementError: the system has no resource limits (Windows), or refused one.
    """
    with _one_kind_of_error():
        if sys.platform == "linux":
            prctl.set_flags()
        limits.apply(policy)


def mechanisms() -> tuple[str, ...]:
    """What this machine offers, for instance ``("landlock abi 7", "seccomp", "rlimits")``.

    ``confine`` works where Landlock and seccomp are both named, and raises where one is missing.
    """
    landlock_version = landlock.abi()
    offered = {
        f"landlock abi {landlock_version}": landlock_version > 0,
        "seccomp": seccomp.available(),
        "rlimits": limits.available(),
    }
    return tuple(name for name, is_there in offered.items() if is_there)


@contextlib.contextmanager
def _one_kind_of_error() -> Iterator[None]:
    try:
        yield
    except ConfinementError:
        raise
    except OSError as error:
        raise ConfinementError(error.errno, error.strerror, error.filename) from error


def _require_a_process_that_can_be_confined() -> None:
    if not reviewed_machine():
        raise ConfinementError(errno.ENOSYS, "the system calls of this machine were not reviewed")
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise ConfinementError(errno.EBUSY, f"{threads} threads run; only a process with one can be confined")
