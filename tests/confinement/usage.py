"""Using more than one's share, and asking for more rights than one has."""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import resource
import signal
import threading
from pathlib import Path

from grader.worker import confinement
from grader.worker.confinement import limits
from grader.worker.confinement.kernel import libc
from grader.worker.confinement.syscalls import DENIED
from tests.confinement.acts import PR_SET_DUMPABLE, system_call

PR_SET_PDEATHSIG = 1
PR_GET_DUMPABLE = 3

# Using more than one's share.


def allocate(size: int) -> int:
    return len(bytearray(size))


def map_shared_memory(size: int) -> int:
    return len(mmap.mmap(-1, size))


def write_a_long_file(path: str, size: int) -> None:
    with open(path, "wb", buffering=0) as file:
        for _ in range(size >> 16):
            file.write(bytes(1 << 16))


def open_many_files(count: int) -> int:
    opened = []
    try:
        for _ in range(count):
            opened.append(os.open("/dev/null", os.O_RDONLY))
    except OSError as error:
        if error.errno != errno.EMFILE:
            raise
    return len(opened)


def start_threads(count: int, stack_bytes: int) -> int:
    """How many of ``count`` waiting threads could be started."""
    threading.stack_size(stack_bytes)
    enough = threading.Event()
    started = 0
    try:
        for _ in range(count):
            threading.Thread(target=enough.wait, daemon=True).start()
            started += 1
    except (RuntimeError, MemoryError):
        pass
    return started


def spin() -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    while True:
        pass


def report_limits() -> dict[str, list[int]]:
    names = ("CPU", "AS", "FSIZE", "NOFILE", "NPROC", "CORE", "MEMLOCK", "SIGPENDING", "MSGQUEUE")
    return {name: list(resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))) for name in names}


def raise_limit(name: str) -> None:
    limit = getattr(resource, f"RLIMIT_{name}")
    _, hard = resource.getrlimit(limit)
    resource.setrlimit(limit, (hard + 1, hard + 1))


# Privileges, and calls as such.


def report_status() -> dict[str, str]:
    lines = Path("/proc/self/status").read_text().splitlines()
    return dict(line.split(":\t") for line in lines if ":\t" in line)


def become_root() -> None:
    os.setuid(0)


def read_passwords() -> str:
    return Path("/etc/shadow").read_text()


def make_a_namespace() -> None:
    new_user_namespace = 0x10000000
    system_call(DENIED["namespaces and mounts would change what a path means"]["unshare"], new_user_namespace)


def outlive_the_parent() -> None:
    if libc().prctl(PR_SET_PDEATHSIG, ctypes.c_ulong(0), *[ctypes.c_ulong(0)] * 3) < 0:
        raise OSError(ctypes.get_errno(), "prctl")


def call(number: int) -> int:
    """Make a call with zeros for arguments; return its errno, or 0 when it was made."""
    try:
        system_call(number, 0, 0, 0, 0, 0, 0)
    except OSError as error:
        return error.errno
    return 0


def call_every_denied() -> dict[str, int]:
    return {name: call(number) for calls in DENIED.values() for name, number in calls.items()}


def call_through_the_32_bit_table() -> int:
    """getpid(2) by ``int 0x80``, where it has number 20."""
    code = b"\xb8\x14\x00\x00\x00\xcd\x80\xc3"
    memory = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    memory.write(code)
    return ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))()


# Being a process among others.


def limit_a_hidden_process() -> int:
    """Be limited as a child of a hidden template is; return 1 if the process then shows itself, else 0."""
    libc().prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    confinement.limit(confinement.Policy(readable=()))
    return libc().prctl(PR_GET_DUMPABLE, 0, 0, 0, 0)


def confine_one_of_two_threads() -> None:
    start_threads(1, 1 << 16)
    confinement.confine(confinement.Policy(readable=()))


def count_tasks_of_a_stranger(uid: int, threads: int, dumpable: bool) -> int:
    """Become ``uid`` in a child that runs ``threads`` threads, and count from outside."""
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgid(uid)
        os.setuid(uid)
        libc().prctl(PR_SET_DUMPABLE, int(dumpable), 0, 0, 0)
        start_threads(threads - 1, 1 << 16)
        os.write(told, b".")
        signal.pause()
    os.read(ready, 1)
    try:
        return limits.tasks_of(uid)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def wait_for_ever() -> None:
    while True:
        signal.pause()
