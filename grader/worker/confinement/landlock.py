"""Landlock: which files a process may reach, and that it reaches no TCP port and no process outside.

Source: the kernel's Documentation/userspace-api/landlock.rst. Rights that are *handled* are denied everywhere
except where a rule grants them; rights that are not handled stay as they were.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from collections.abc import Iterable

from .gpu import OWN_THREADS
from .kernel import reviewed_machine, syscall
from .policy import ConfinementError, Policy

CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446
ASK_FOR_ABI = 1
RULE_PATH_BENEATH = 1

EXECUTE = 1 << 0
WRITE_FILE = 1 << 1
READ_FILE = 1 << 2
READ_DIR = 1 << 3
REMOVE_DIR = 1 << 4
REMOVE_FILE = 1 << 5
MAKE_CHAR = 1 << 6
MAKE_DIR = 1 << 7
MAKE_REG = 1 << 8
MAKE_SOCK = 1 << 9
MAKE_FIFO = 1 << 10
MAKE_BLOCK = 1 << 11
MAKE_SYM = 1 << 12
REFER = 1 << 13
TRUNCATE = 1 << 14
IOCTL_DEV = 1 << 15

NEW_RIGHTS = {
    1: (1 << 13) - 1,  # all from EXECUTE to MAKE_SYM
    2: REFER,  # before it, moving a file to another directory is always denied
    3: TRUNCATE,  # before it, seccomp denies truncation
    5: IOCTL_DEV,  # before it, seccomp's short list of ioctls has to do
}
TCP_SINCE, SCOPES_SINCE = 4, 6
TCP_BIND_AND_CONNECT = 1 << 0 | 1 << 1
SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS = 1 << 0 | 1 << 1

# What a grant gives. None gives EXECUTE, IOCTL_DEV (a GPU's own files aside), or the making of devices, sockets,
# pipes and symbolic links: the judge finds files and directories in a private directory, and nothing that leads
# out of it.
TO_READ = READ_FILE | READ_DIR
TO_WRITE = TO_READ | WRITE_FILE | TRUNCATE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | REFER
MEANINGFUL_FOR_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV

SINK = "/dev/null"  # what is written there is gone, and programs expect that they may


def abi() -> int:
    """The Landlock version that this kernel offers; 0 where it has none or the machine was not reviewed."""
    if not reviewed_machine():
        return 0
    try:
        return syscall("landlock version", CREATE_RULESET, None, 0, ASK_FOR_ABI)
    except ConfinementError:
        return 0


def restrict(policy: Policy, version: int) -> None:
    """Deny the calling thread, and all it starts, every file that ``policy`` does not grant, for good.

    Args:
        version: the Landlock version to use, at most the kernel's; see ``abi``.

    Raises:
        ConfinementError: there is no Landlock, or a part of it was refused.
        OSError: a writable directory does not exist or is a symbolic link.
    """
    if version < 1:
        raise ConfinementError(errno.ENOSYS, "this kernel offers no Landlock")
    handled = _handled_rights(version)
    ruleset = _create_ruleset(version, handled)
    try:
        _grant_what_exists(ruleset, policy.readable, TO_READ)
        _grant_what_exists(ruleset, (SINK,), READ_FILE | WRITE_FILE)
        for path in policy.writable:
            # A link in its place would hand out another directory.
            _grant(ruleset, path, TO_WRITE & handled, os.O_DIRECTORY | os.O_NOFOLLOW)
        if policy.gpu is not None:
            _grant_what_exists(ruleset, policy.gpu.readable, TO_READ)
            _grant_what_exists(ruleset, policy.gpu.devices, (TO_READ | WRITE_FILE | IOCTL_DEV) & handled)
            _grant_what_exists(ruleset, (OWN_THREADS,), (TO_READ | WRITE_FILE | TRUNCATE) & handled)
        syscall("landlock_restrict_self", RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _handled_rights(version: int) -> int:
    return sum(rights for since, rights in NEW_RIGHTS.items() if since <= version)


def _create_ruleset(version: int, handled: int) -> int:
    """A new ruleset's file descriptor. Older kernels know a shorter structure, and refuse a longer one."""
    fields = [handled]
    if version >= TCP_SINCE:
        fields.append(TCP_BIND_AND_CONNECT)
    if version >= SCOPES_SINCE:
        fields.append(SCOPE_ABSTRACT_SOCKETS_AND_SIGNALS)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    return syscall("landlock_create_ruleset", CREATE_RULESET, attributes, len(attributes), 0)


def _grant_what_exists(ruleset: int, paths: Iterable[str], rights: int) -> None:
    for path in paths:
        try:
            _grant(ruleset, path, rights)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            pass  # this process could not read it in any case


def _grant(ruleset: int, path: str, rights: int, how_to_open: int = 0) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC | how_to_open)
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            rights &= MEANINGFUL_FOR_A_FILE
        rule = struct.pack("=Qi", rights, place)
        syscall(f"landlock rule for {path}", ADD_RULE, ruleset, RULE_PATH_BENEATH, rule, 0)
    finally:
        os.close(place)
