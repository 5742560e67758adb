"""seccomp: which system calls a process may make, as a program for the kernel's packet filter.

Source: the kernel's Documentation/userspace-api/seccomp_filter.rst and linux/filter.h. The filter sees a
call's number and arguments, but not what they point to. It holds for the calling thread and for all that it
starts.
"""

from __future__ import annotations

import ctypes
import errno
import struct
from collections.abc import Iterable

from .kernel import prctl, reviewed_machine
from .policy import ConfinementError
from .syscalls import (
    CONDITIONAL,
    DENIED,
    FIRST_UNREVIEWED_GAP,
    LAST_REVIEWED,
    LAST_UNREVIEWED_GAP,
    NEEDED_BY_GPUS,
)

PR_SET_SECCOMP = 22
MODE_FILTER = 2
MACHINE_X86_64 = 0xC000003E

# Instructions: load a word, keep some of its bits, compare and jump forward, return the verdict.
LOAD, AND, IF_EQUAL, IF_ABOVE, IF_AT_LEAST, IF_ANY_BIT, RETURN = 0x20, 0x54, 0x15, 0x25, 0x35, 0x45, 0x06
JUMP = 0x05
CALL_NUMBER, MACHINE, FIRST_ARGUMENT, ARGUMENT_SIZE = 0, 4, 16, 8

ALLOW = 0x7FFF0000
KILL_PROCESS = 0x80000000
FAIL_WITH = 0x00050000
REFUSED = FAIL_WITH | errno.EPERM
# "No such call" makes the C library fall back on an older call, which has a rule.
ABSENT = FAIL_WITH | errno.ENOSYS
NOT_FOR_THIS_DEVICE = FAIL_WITH | errno.ENOTTY

CLONE_THREAD = 0x00010000
AF_UNIX, SOCK_STREAM, SOCKET_TYPE_BITS = 1, 1, 0xF
O_ACCMODE, O_WRONLY, O_RDWR, O_TRUNC = 0o3, 0o1, 0o2, 0o1000
TRUNCATE_SINCE = 3  # the first Landlock version that guards truncation

# Looking at a terminal or a pipe, and flags of one's own descriptor; neither typing into a terminal (TIOCSTI)
# nor steering signals (FIOSETOWN) nor marking files (FS_IOC_SETFLAGS).
HARMLESS_IOCTLS = {
    "TCGETS": 0x5401,
    "TIOCGWINSZ": 0x5413,
    "FIONREAD": 0x541B,
    "FIONBIO": 0x5421,
    "FIONCLEX": 0x5450,
    "FIOCLEX": 0x5451,
    "TCGETS2": 0x802C542A,
}
# The commands of a GPU's driver, by the letter that stands for their owner: F is the driver proper, G that of
# WSL, and unified memory has none. A worker can open no other device that knows such commands.
GPU_COMMANDS = {"F": 0x4600, "G": 0x4700, "none": 0x0000}
OWNER_BITS = 0xFF00
# Commands that reach others: a signal of any kind to any process of the user, a lease that lets other openers
# of a file wait, and pipe buffers that are charged to all of the user's pipes.
FCNTLS_THAT_REACH_OTHERS = {
    "F_SETOWN": 8,
    "F_SETSIG": 10,
    "F_SETOWN_EX": 15,
    "F_SETLEASE": 1024,
    "F_NOTIFY": 1026,
    "F_SETPIPE_SZ": 1031,
}
# Names of threads and of memory areas, and questions; not PR_SET_PDEATHSIG, with which a worker would outlive
# the grader.
HARMLESS_PRCTLS = {
    "PR_GET_DUMPABLE": 3,
    "PR_SET_NAME": 15,
    "PR_GET_NAME": 16,
    "PR_GET_SECCOMP": 21,
    "PR_CAPBSET_READ": 23,
    "PR_GET_NO_NEW_PRIVS": 39,
    "PR_SET_VMA": 0x53564D41,
}

Code = list[bytes]


class FilterProgram(ctypes.Structure):
    """``struct sock_fprog``: how many instructions, and where they are."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def available() -> bool:
    """Whether this kernel runs filters, and this is the machine whose calls were reviewed."""
    if not reviewed_machine():
        return False
    try:
        prctl("seccomp filter at no address", PR_SET_SECCOMP, MODE_FILTER, 0)
    except ConfinementError as refused:
        # A kernel that runs filters finds the address bad; another one does not know the mode.
        return refused.errno == errno.EFAULT
    return False


def restrict(code: bytes) -> None:
    """Install a filter, for good. The process must have given up new privileges, on a reviewed machine.

    Raises:
        ConfinementError: the kernel refused.
    """
    filter_program = FilterProgram(len(code) // 8, code)
    prctl("seccomp filter", PR_SET_SECCOMP, MODE_FILTER, ctypes.addressof(filter_program))


def program(pid: int, landlock_version: int, gpu: bool = False) -> bytes:
    """The filter for process ``pid``, eight bytes for each instruction.

    Args:
        pid: the process that will install it; it may signal and limit itself and nobody else.
        landlock_version: what Landlock guards as well; the filter covers what it lacks.
        gpu: whether it may use one, which takes commands to its driver and memory that is a file without a name.
    """
    code = [
        *_only_reviewed_calls(),
        *_threads_but_no_processes(),
        *_nobody_but(pid),
        *_streams_between_own_ends(),
        *_harmless_commands(gpu),
    ]
    if landlock_version < TRUNCATE_SINCE:
        code += _no_truncation_by_name()
    allowed = NEEDED_BY_GPUS if gpu else ()
    denied = [number for calls in DENIED.values() for name, number in calls.items() if name not in allowed]
    return b"".join(code + _deny(denied))


def _only_reviewed_calls() -> Code:
    return [
        # Through another table (32 bits, by int 0x80) the same number is another call.
        _op(LOAD, MACHINE),
        _op(IF_EQUAL, MACHINE_X86_64, 1, 0),
        _op(RETURN, KILL_PROCESS),
        _op(LOAD, CALL_NUMBER),
        # The x32 table counts from 2**30: it is above as well.
        _op(IF_ABOVE, LAST_REVIEWED, 2, 0),
        _op(IF_AT_LEAST, FIRST_UNREVIEWED_GAP, 0, 2),
        _op(IF_ABOVE, LAST_UNREVIEWED_GAP, 1, 0),
        _op(RETURN, ABSENT),
    ]


def _threads_but_no_processes() -> Code:
    thread = [_load(0), _op(IF_ANY_BIT, CLONE_THREAD, 1, 0), _op(RETURN, REFUSED), _op(RETURN, ALLOW)]
    # clone3 has its flags in memory, where no filter sees them.
    return [*_on("clone", thread), *_on("clone3", [_op(RETURN, ABSENT)])]


def _nobody_but(pid: int) -> Code:
    """Calls that take a process number. Zero means oneself to some, one's whole process group to kill."""
    return [
        *_on("kill", _among(0, [pid], ALLOW, REFUSED)),
        *_on("tgkill", _among(0, [pid], ALLOW, REFUSED)),
        *_on("prlimit64", _among(0, [0, pid], ALLOW, REFUSED)),
        *_on("sched_setaffinity", _among(0, [0, pid], ALLOW, REFUSED)),
    ]


def _streams_between_own_ends() -> Code:
    # asyncio wants a pair to wake itself. A pair of datagram sockets would reach any named socket by sendto.
    unix = [_load(0), _op(IF_EQUAL, AF_UNIX, 1, 0), _op(RETURN, REFUSED)]
    return _on("socketpair", unix + _among(1, [SOCK_STREAM], ALLOW, REFUSED, mask=SOCKET_TYPE_BITS))


def _harmless_commands(gpu: bool) -> Code:
    commands = _among(1, HARMLESS_IOCTLS.values(), ALLOW, NOT_FOR_THIS_DEVICE)
    if gpu:
        *comparisons, _, allowed = _among(1, GPU_COMMANDS.values(), ALLOW, REFUSED, mask=OWNER_BITS)
        # What is none of the driver's goes on to the other rule.
        commands = [*comparisons, _op(JUMP, 1), allowed, *commands]
    return [
        *_on("ioctl", commands),
        *_on("fcntl", _among(1, FCNTLS_THAT_REACH_OTHERS.values(), REFUSED, ALLOW)),
        *_on("prctl", _among(0, HARMLESS_PRCTLS.values(), ALLOW, REFUSED)),
    ]


def _no_truncation_by_name() -> Code:
    # Opening only to read, yet with O_TRUNC, empties a file that old Landlock merely finds readable.
    return [
        *_on("truncate", [_op(RETURN, REFUSED)]),
        *_on("open", _no_truncation_without_writing(flags=1)),
        *_on("openat", _no_truncation_without_writing(flags=2)),
        *_on("openat2", [_op(RETURN, ABSENT)]),
    ]


def _no_truncation_without_writing(flags: int) -> Code:
    without_truncation = [_load(flags), _op(IF_ANY_BIT, O_TRUNC, 1, 0), _op(RETURN, ALLOW)]
    return without_truncation + _among(flags, [O_WRONLY, O_RDWR], ALLOW, REFUSED, mask=O_ACCMODE)


def _deny(numbers: Iterable[int]) -> Code:
    """The end of a filter: these calls are refused, all others allowed."""
    return _choose(list(numbers), REFUSED, ALLOW)


def _on(call: str, body: Code) -> Code:
    """Run ``body``, which must return, for this call; others go on with the call's number still loaded."""
    return [_op(IF_EQUAL, CONDITIONAL[call], 0, len(body)), *body]


def _among(argument: int, values: Iterable[int], inside: int, outside: int, mask: int | None = None) -> Code:
    """Return ``inside`` where the argument's lower half, all that counts in an int, is one of ``values``."""
    kept = [] if mask is None else [_op(AND, mask)]
    return [_load(argument), *kept, *_choose(list(values), inside, outside)]


def _choose(values: list[int], inside: int, outside: int) -> Code:
    # Each comparison jumps over those after it and over the first return.
    count = len(values)
    comparisons = [_op(IF_EQUAL, value, count - index, 0) for index, value in enumerate(values)]
    return [*comparisons, _op(RETURN, outside), _op(RETURN, inside)]


def _load(argument: int) -> bytes:
    return _op(LOAD, FIRST_ARGUMENT + ARGUMENT_SIZE * argument)


def _op(code: int, operand: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, operand)
