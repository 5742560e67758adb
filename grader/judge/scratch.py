"""Private directories of workers: made closed to others, read without following links, removed whatever is inside."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import tempfile
from pathlib import Path


class Scratch:
    """A temporary directory that holds the private directories of one run's workers."""

    def __init__(self, base: Path | None = None) -> None:
        self.path = Path(tempfile.mkdtemp(prefix="builders-guide-", dir=base)).resolve()

    def directory(self) -> Path:
        """Return a new private directory, readable by this user only."""
        return Path(tempfile.mkdtemp(dir=self.path))

    def remove(self) -> None:
        """Remove everything."""
        remove(self.path)


def read_file(directory: Path, name: str, limit: int) -> bytes | None:
    """Return the content of a regular file that lies directly in `directory`, or None.

    No link is followed, and nothing but a regular file of at most `limit` bytes is read: a submission could
    leave a link to a secret, a pipe that never ends, or a terabyte of nothing.
    """
    if os.sep in name or name in ("", ".", ".."):
        raise ValueError(f"{name!r} is not the name of a file")
    try:
        fd = os.open(directory / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError:
        return None
    with os.fdopen(fd, "rb") as file:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode) or status.st_size > limit or status.st_nlink != 1:
            return None
        content = file.read(limit + 1)
    return content if len(content) <= limit else None


def remove(directory: Path) -> None:
    """Remove a directory with all that a submission left in it, however deep; links are removed, not followed."""
    with contextlib.suppress(OSError, RecursionError):
        shutil.rmtree(directory)
        return
    _flatten(directory)
    shutil.rmtree(directory, ignore_errors=True)


def _flatten(directory: Path) -> None:
    """Bring everything up to the top: a tree deeper than the stack or the longest path becomes a flat one."""
    number = 0
    pending = True
    while pending:
        pending = False
        with os.scandir(directory) as entries:
            folders = [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
        for folder in folders:
            with contextlib.suppress(OSError):
                os.chmod(folder, 0o700)
                for child in os.listdir(folder):
                    number += 1
                    os.rename(os.path.join(folder, child), os.path.join(directory, f"~{number}"))
                    pending = True
                os.rmdir(folder)
