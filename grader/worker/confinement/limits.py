"""Resource limits: they bound what a worker can use up, whatever it is allowed to do."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator

from .policy import ConfinementError, Policy

try:
    import resource
except ImportError:  # Windows has no limits, but must be able to import this
    resource = None  # type: ignore[assignment]

INITIAL_PID_NAMESPACE = 0xEFFFFFFC  # the inode that the kernel gives it (include/linux/proc_ns.h)

MEMORY_LOCKED_BYTES = 1 << 20
PENDING_SIGNALS = 256


def available() -> bool:
    """Whether this system has resource limits at all (Windows has none)."""
    return resource is not None


def apply(policy: Policy) -> None:
    """Lower the limits of this process, hard limits included, so that it cannot raise them again.

    Raises:
        ConfinementError: the system has no such limits, or refused one.
    """
    if not available():
        raise ConfinementError(errno.ENOSYS, "this system has no resource limits")
    for name, soft, hard in _wanted(policy):
        _lower(name, soft, hard)


def _wanted(policy: Policy) -> Iterator[tuple[str, int, int]]:
    """Name, soft and hard value of every limit that this system enforces."""

    def fixed(name: str, value: int) -> tuple[str, int, int]:
        return name, value, value

    # SIGXCPU at the first ends a program that does not handle it; at the second nobody is asked.
    yield "RLIMIT_CPU", policy.cpu_seconds, policy.cpu_seconds + 1
    yield fixed("RLIMIT_FSIZE", policy.file_size_bytes)
    yield fixed("RLIMIT_NOFILE", policy.max_open_files)
    yield fixed("RLIMIT_CORE", 0)
    if sys.platform != "linux":
        # macOS refuses to set an address-space limit, and its process limit counts no threads.
        return
    if policy.address_space_bytes is not None:
        # Not RLIMIT_DATA: shared anonymous memory walks through it.
        yield fixed("RLIMIT_AS", policy.address_space_bytes)
    # The kernel counts the threads of the user, not of the process. It exempts root: there the address space
    # bounds threads, through their stacks.
    yield fixed("RLIMIT_NPROC", tasks_of(os.getuid()) + policy.extra_tasks)
    # Three queues of the kernel's own memory that no other limit counts.
    yield fixed("RLIMIT_MEMLOCK", MEMORY_LOCKED_BYTES)
    yield fixed("RLIMIT_SIGPENDING", PENDING_SIGNALS)
    yield fixed("RLIMIT_MSGQUEUE", 0)


def _lower(name: str, soft: int, hard: int) -> None:
    limit = getattr(resource, name)
    _, ceiling = resource.getrlimit(limit)
    if ceiling != resource.RLIM_INFINITY:
        soft, hard = min(soft, ceiling), min(hard, ceiling)
    try:
        resource.setrlimit(limit, (soft, hard))
    except (OSError, ValueError) as refused:
        code = refused.errno if isinstance(refused, OSError) and refused.errno else errno.EINVAL
        raise ConfinementError(code, f"{name} = {soft}: {refused}") from refused


def tasks_of(uid: int) -> int:
    """Threads that the kernel counts against ``uid``; where not all can be seen, an upper bound of them.

    A count that is too low would refuse threads to an honest program.

    Raises:
        OSError: /proc cannot be read.
    """
    if not _sees_every_process():
        return _threads_of_the_machine()
    return sum(_threads_of(process, uid) for process in os.listdir("/proc") if process.isdigit())


def _sees_every_process() -> bool:
    # In a container the same user may run threads outside that count, and that /proc does not show.
    return os.stat("/proc/self/ns/pid").st_ino == INITIAL_PID_NAMESPACE


def _threads_of_the_machine() -> int:
    # "0.00 0.01 0.05 1/345 6789": runnable and existing threads stand fourth, of all namespaces together.
    # Read as bytes: a text codec would be imported first, which costs more than all of the counting.
    with open("/proc/loadavg", "rb") as file:
        return int(file.read().split()[3].partition(b"/")[2])


def _threads_of(process: str, uid: int) -> int:
    try:
        # This directory belongs to the process's user, even if it hides the rest of itself.
        tasks = os.stat(f"/proc/{process}/task")
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it ended while we counted
    # One link for each thread, beside the two that every directory has.
    return tasks.st_nlink - 2 if tasks.st_uid == uid else 0
