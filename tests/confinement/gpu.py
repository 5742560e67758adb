"""Acts of a worker that may use a GPU, and of one that may not."""

from __future__ import annotations

import fcntl
import os
import struct
import threading
from pathlib import Path

BLOCK_SIZE = 2  # FIGETBSZ, a command with no owner's letter, as those to unified memory are


def ask_for_the_block_size(path: str) -> int:
    """Give a command that any file system answers."""
    place = os.open(path, os.O_RDONLY)
    answer = fcntl.ioctl(place, BLOCK_SIZE, struct.pack("=i", 0))
    return int(struct.unpack("=i", answer)[0])


def make_memory_a_file() -> int:
    return os.memfd_create("memory")


def name_a_thread(name: str) -> str:
    """Do as the driver does at its start."""
    path = Path(f"/proc/self/task/{threading.get_native_id()}/comm")
    path.write_text(name)
    return path.read_text().strip()


def open_to_write(path: str) -> None:
    os.close(os.open(path, os.O_RDWR))


def read_first_byte(path: str) -> int:
    with open(path, "rb") as file:
        return len(file.read(1))
