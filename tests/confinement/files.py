"""Reading, changing and planting files in a ground with the folders private, granted and secret."""

from __future__ import annotations

import array
import ctypes
import fcntl
import importlib
import os
import shutil
import struct
import sys
from pathlib import Path

from grader.worker.confinement.syscalls import CONDITIONAL
from tests.confinement.acts import system_call

# Reading what was not granted: ``ground/secret/answers.py``.


def read_by_name(ground: str) -> str:
    return Path(ground, "secret/answers.py").read_text()


def read_by_relative_name(ground: str) -> str:
    os.chdir(f"{ground}/private")
    return Path("../secret/answers.py").read_text()


def read_from_inside(ground: str) -> str:
    os.chdir(f"{ground}/secret")
    return Path("answers.py").read_text()


def read_through_own_root(ground: str) -> str:
    return Path(f"/proc/self/root{ground}/secret/answers.py").read_text()


def read_through_parents_root(ground: str) -> str:
    return Path(f"/proc/{os.getppid()}/root{ground}/secret/answers.py").read_text()


def read_by_planted_symbolic_link(ground: str) -> str:
    return Path(ground, "private/planted").read_text()


def read_by_own_symbolic_link(ground: str) -> str:
    link = Path(ground, "private/own")
    link.symlink_to("../secret/answers.py")
    return link.read_text()


def read_by_hard_link(ground: str) -> str:
    os.link(f"{ground}/secret/answers.py", f"{ground}/private/linked")
    return Path(ground, "private/linked").read_text()


def read_after_moving_it_here(ground: str) -> str:
    os.rename(f"{ground}/secret/answers.py", f"{ground}/private/moved")
    return Path(ground, "private/moved").read_text()


def read_by_reopening_a_handle(ground: str) -> str:
    handle = os.open(f"{ground}/secret/answers.py", os.O_PATH)
    return Path(f"/proc/self/fd/{handle}").read_text()


def read_from_a_directory_handle(ground: str) -> str:
    directory = os.open(f"{ground}/secret", os.O_PATH)
    return os.read(os.open("answers.py", os.O_RDONLY, dir_fd=directory), 1000).decode()


def read_by_import(ground: str) -> str:
    sys.path.insert(0, f"{ground}/secret")
    sys.dont_write_bytecode = True
    return importlib.import_module("answers").ANSWER


def list_names(ground: str) -> list[str]:
    return os.listdir(f"{ground}/secret")


# Changing what may at most be read: ``ground/secret`` and ``ground/granted``.


def overwrite(ground: str) -> None:
    Path(ground, "secret/answers.py").write_text("mine")


def append(ground: str) -> None:
    with open(f"{ground}/granted/library.py", "a") as file:
        file.write("mine")


def create(ground: str) -> None:
    Path(ground, "granted/usercustomize.py").write_text("mine")


def truncate(ground: str) -> None:
    os.truncate(f"{ground}/secret/answers.py", 0)


def truncate_what_is_readable(ground: str) -> None:
    os.truncate(f"{ground}/granted/library.py", 0)


def truncate_by_opening_to_read(ground: str) -> None:
    os.open(f"{ground}/granted/library.py", os.O_RDONLY | os.O_TRUNC)


def truncate_by_opening_to_do_nothing(ground: str) -> None:
    os.open(f"{ground}/granted/library.py", os.O_ACCMODE | os.O_TRUNC)


def truncate_by_the_old_open(ground: str) -> None:
    path = ctypes.create_string_buffer(f"{ground}/granted/library.py".encode())
    system_call(CONDITIONAL["open"], ctypes.addressof(path), os.O_RDONLY | os.O_TRUNC, 0)


def truncate_by_openat2(ground: str) -> None:
    path = ctypes.create_string_buffer(f"{ground}/granted/library.py".encode())
    how = ctypes.create_string_buffer(struct.pack("=QQQ", os.O_RDONLY | os.O_TRUNC, 0, 0), 24)
    system_call(CONDITIONAL["openat2"], -100, ctypes.addressof(path), ctypes.addressof(how), 24)


def remove(ground: str) -> None:
    os.remove(f"{ground}/secret/answers.py")


def remove_tree(ground: str) -> None:
    shutil.rmtree(f"{ground}/secret")


def rename(ground: str) -> None:
    os.rename(f"{ground}/secret/answers.py", f"{ground}/secret/gone.py")


def replace_by_own_file(ground: str) -> None:
    Path(ground, "private/forged").write_text("mine")
    os.replace(f"{ground}/private/forged", f"{ground}/secret/answers.py")


def make_directory(ground: str) -> None:
    os.mkdir(f"{ground}/granted/__pycache__")


def make_symbolic_link(ground: str) -> None:
    os.symlink("/", f"{ground}/secret/link")


def make_named_pipe(ground: str) -> None:
    os.mkfifo(f"{ground}/secret/pipe")


def change_mode(ground: str) -> None:
    os.chmod(f"{ground}/secret/answers.py", 0o777)


def change_mode_of_an_open_file(ground: str) -> None:
    os.fchmod(os.open(f"{ground}/granted/library.py", os.O_RDONLY), 0o777)


def change_times(ground: str) -> None:
    os.utime(f"{ground}/secret/answers.py", (0, 0))


def change_owner(ground: str) -> None:
    os.chown(f"{ground}/secret/answers.py", os.getuid(), os.getgid())


def change_attributes(ground: str) -> None:
    os.setxattr(f"{ground}/secret/answers.py", "user.mine", b"mine")


def change_flags(ground: str) -> None:
    file = os.open(f"{ground}/granted/library.py", os.O_RDONLY)
    get_flags, set_flags, no_access_time = 0x80086601, 0x40086602, 0x80
    flags = array.array("l", [0])
    fcntl.ioctl(file, get_flags, flags)
    flags[0] |= no_access_time
    fcntl.ioctl(file, set_flags, flags)


def write_to_shared_memory(ground: str) -> None:
    path = Path(f"/dev/shm/{Path(ground).name}")
    path.write_text("mine")
    path.unlink()


def write_to_the_temporary_directory(ground: str) -> None:
    path = Path(f"/var/tmp/{Path(ground).name}")
    path.write_text("mine")
    path.unlink()


def offer_oneself_to_the_memory_killer(ground: str) -> None:
    Path("/proc/self/oom_score_adj").write_text("1000")


# Leaving traps for the judge in the private directory.


def plant_symbolic_link(ground: str) -> None:
    os.symlink("/etc", f"{ground}/private/trap")


def plant_named_pipe(ground: str) -> None:
    os.mkfifo(f"{ground}/private/trap")


def plant_device(ground: str) -> None:
    os.mknod(f"{ground}/private/trap", 0o20666, os.makedev(1, 3))


def plant_hard_link(ground: str) -> None:
    os.link(f"{ground}/granted/library.py", f"{ground}/private/trap")
