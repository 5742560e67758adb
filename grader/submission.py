"""Submitted files: read as bytes and hashed, never imported, and never trusted to be files at all."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from grader.authoring import stubs
from grader.catalog import Exercise

MAX_BYTES = 1 << 20


@dataclass(frozen=True)
class SubmittedFile:
    """One exercise's file in a submission.

    Attributes:
        status: "ready", "missing", "untouched" or "refused".
        name: how messages name the file.
        source: its bytes, when `status` is "ready" or "untouched".
        problem: why it was refused, in the learner's words.
    """

    exercise: Exercise
    status: str
    name: str
    source: bytes = b""
    problem: str | None = None

    @property
    def sha256(self) -> str:
        """The hash of the bytes that are graded."""
        return hashlib.sha256(self.source).hexdigest()


def read(tree: Path, exercise: Exercise) -> SubmittedFile:
    """Return the file that `tree` holds for `exercise`."""
    path = tree / exercise.file
    name = _display(tree, exercise)
    try:
        source = _read_regular(tree, path)
    except FileNotFoundError:
        return SubmittedFile(exercise, "missing", name)
    except _Refused as refusal:
        return SubmittedFile(exercise, "refused", name, problem=str(refusal))
    except OSError as error:
        return SubmittedFile(exercise, "refused", name, problem=f"It cannot be read: {error.strerror}.")
    if exercise.solution.is_file() and stubs.is_untouched(source, stubs.derive(exercise.solution)):
        return SubmittedFile(exercise, "untouched", name, source)
    return SubmittedFile(exercise, "ready", name, source)


class _Refused(Exception):
    """The path is something that is not graded."""


def _read_regular(tree: Path, path: Path) -> bytes:
    if path.is_symlink():
        raise _Refused("It is a symbolic link; a submission must be a file of its own.")
    # A linked folder would bring in a file of another tree, such as the solutions.
    if not _real(path).is_relative_to(_real(tree)):
        raise _Refused("Its folder is a symbolic link that leads out of the submission.")
    # Not blocking: opening a named pipe would wait for ever.
    fd = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        status = os.fstat(fd)
        if stat.S_ISDIR(status.st_mode):
            raise _Refused("It is a folder; a Python file was expected.")
        if not stat.S_ISREG(status.st_mode):
            raise _Refused("It is not an ordinary file.")
        if status.st_size > MAX_BYTES:
            raise _Refused(f"It has {status.st_size} bytes; at most {MAX_BYTES} are graded.")
        return _read_all(fd)
    finally:
        os.close(fd)


def _read_all(fd: int) -> bytes:
    source = bytearray()
    while part := os.read(fd, MAX_BYTES + 1 - len(source)):
        source += part
        if len(source) > MAX_BYTES:
            raise _Refused(f"It has more than {MAX_BYTES} bytes.")
    return bytes(source)


def _display(tree: Path, exercise: Exercise) -> str:
    """Return how messages name the file: from the repository's root or from here, else from its tree."""
    for base in (_real(exercise.root), _real(Path.cwd())):
        if _real(tree).is_relative_to(base):
            return (_real(tree) / exercise.file).relative_to(base).as_posix()
    return exercise.file


def _real(path: Path) -> Path:
    # Not `Path.resolve`: it fails for links that lead in a circle.
    return Path(os.path.realpath(path))
