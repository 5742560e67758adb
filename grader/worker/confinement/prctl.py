"""Flags and privileges of the process itself: how it dies, what it may gain (nothing), what it gives up."""

from __future__ import annotations

import errno
import signal
import struct

from .kernel import prctl, syscall
from .policy import ConfinementError

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4
PR_CAPBSET_DROP = 24
PR_SET_NO_NEW_PRIVS = 38
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_CLEAR_ALL = 4

CAPSET = 126  # the system call's number on x86_64
CAPABILITY_VERSION_3 = 0x20080522
HIGHEST_CONCEIVABLE_CAPABILITY = 63  # the kernel keeps them in 64 bits


def set_flags() -> None:
    """Set the flags that every worker on Linux has, confined or not.

    Raises:
        ConfinementError: the kernel refused.
    """
    # No program that is executed later gains rights, set-user-ID or not. Landlock and seccomp ask for it too.
    prctl("no new privileges", PR_SET_NO_NEW_PRIVS, 1)
    # A grader that is killed takes its workers with it.
    prctl("parent death signal", PR_SET_PDEATHSIG, signal.SIGKILL)
    # The template is not dumpable, so that no worker can look into it. A worker must be, or its /proc/self
    # belongs to root: it could not read its own maps, nor the grader measure it.
    prctl("dumpable", PR_SET_DUMPABLE, 1)


def drop_capabilities() -> None:
    """Empty all five capability sets of the calling thread; root is then a user who owns root's files.

    Raises:
        ConfinementError: the kernel refused to empty the effective, permitted and inheritable sets.
    """
    _drop_bounding_set()
    prctl("clear ambient capabilities", PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    header = struct.pack("=Ii", CAPABILITY_VERSION_3, 0)
    nothing = struct.pack("=6I", 0, 0, 0, 0, 0, 0)
    syscall("capset", CAPSET, header, nothing)


def _drop_bounding_set() -> None:
    for capability in range(HIGHEST_CONCEIVABLE_CAPABILITY + 1):
        try:
            prctl("drop bounding capability", PR_CAPBSET_DROP, capability)
        except ConfinementError as refused:
            # EINVAL: past the last capability that this kernel knows. EPERM: the process was never allowed to
            # change the set, and without new privileges nothing in it can be gained.
            if refused.errno in (errno.EINVAL, errno.EPERM):
                return
            raise
