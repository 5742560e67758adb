"""What a worker may use, and the error that says it could not be held to that."""

from __future__ import annotations

from dataclasses import dataclass

from .gpu import GpuFiles


class ConfinementError(OSError):
    """A part of the confinement could not be applied; the process must end before it runs foreign code."""


@dataclass(frozen=True)
class Policy:
    """What one worker may reach and how much it may use.

    Paths are absolute; a directory stands for everything below it. A readable path that does not exist, or
    that the process cannot reach in any case, grants nothing. A writable directory must exist and be no
    symbolic link.
    """

    readable: tuple[str, ...]
    """Files and directories that may be read, see ``default_readable``."""

    writable: tuple[str, ...] = ()
    """The private directory, or nothing: files and directories may be made, changed and removed there."""

    gpu: GpuFiles | None = None
    """The real GPUs that it may use. Their driver is a large piece of the kernel to be let at, and memory on a
    GPU is not bounded by any limit here: for checks that need one, and no others."""

    cpu_seconds: int = 20
    """Processor time of all threads together: SIGXCPU at the limit, SIGKILL one second later."""

    address_space_bytes: int | None = 4 << 30
    """Virtual memory, counting what the process already maps when it is forked; None sets no limit."""

    file_size_bytes: int = 8 << 20
    """Length of any one file. Files that are open and unlinked escape a look at the private directory, so a
    worker can hold ``max_open_files`` times this much of the disk."""

    max_open_files: int = 64
    """One more than the highest file descriptor number."""

    extra_tasks: int = 256
    """Threads (and, where nothing denies them, processes) beyond what the user runs when the worker starts.
    The user's other programs draw on it too while the worker lives, so it is roomier than a worker needs."""
