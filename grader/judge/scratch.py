"""Private directories of workers: made closed to others, read without following links, removed whatever is inside."""

from __future__ import annotations

import contextlib
import itertools
import os
import secrets
import stat
import tempfile
from pathlib import Path


class Scratch:
    """A temporary directory that holds the private directories of one run's workers.

    Args:
        base: where to make it.
        path: one that another process made, in place of a new one.
    """

    def __init__(self, base: Path | None = None, path: Path | None = None) -> None:
        self.path = path or Path(tempfile.mkdtemp(prefix="builders-guide-", dir=base)).resolve()

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
    try:
        status = os.fstat(fd)
        if not stat.S_ISREG(status.st_mode) or status.st_size > limit or status.st_nlink != 1:
            return None
        # The worker is gone, so the file has the size that it says.
        with os.fdopen(fd, "rb", closefd=False) as file:
            return file.read(limit)
    finally:
        os.close(fd)


def weigh(directory: Path, enough: int) -> tuple[int, int]:
    """Return how many bytes of disk and how many entries lie below `directory`, counting no further than `enough`.

    A worker may be changing it meanwhile. Folders that cannot be read, or lie deeper than the longest path, are
    made to hide something: they count as more than enough.
    """
    size, count = 0, 0
    pending = [str(directory)]
    while pending and count <= enough:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in itertools.islice(entries, enough + 1 - count):
                    count += 1
                    size += _blocks(entry)
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
        except FileNotFoundError:
            continue
        except OSError:
            count = enough + 1
    return size, count


def _blocks(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_blocks * 512
    except (OSError, AttributeError):  # it is gone, or this is Windows, which does not count blocks
        return 0


def remove(directory: Path) -> None:
    """Remove a directory with all that a submission left in it, however deep; links are removed, not followed."""
    with contextlib.suppress(OSError):
        os.chmod(directory, 0o700)
    pending = [str(directory)]
    while pending:
        folder = pending.pop()
        with contextlib.suppress(OSError):
            for entry in list(os.scandir(folder)):
                pending += _removed_or_lifted(entry, directory)
            os.rmdir(folder)
    with contextlib.suppress(OSError):
        os.rmdir(directory)


def _removed_or_lifted(entry: os.DirEntry[str], top: Path) -> list[str]:
    """Remove an entry, or bring a folder up to the top: so none lies deeper than the longest path allows."""
    with contextlib.suppress(OSError):
        if entry.is_dir(follow_symlinks=False):
            lifted = os.path.join(top, secrets.token_hex(8))
            os.chmod(entry.path, 0o700)
            os.rename(entry.path, lifted)
            return [lifted]
        os.unlink(entry.path)
    return []
