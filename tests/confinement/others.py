"""Acts that reach other processes: sockets, children, signals, other people's memory."""

from __future__ import annotations

import ctypes
import fcntl
import multiprocessing
import multiprocessing.popen_fork
import os
import resource
import signal
import socket
import struct
import subprocess
import termios
from pathlib import Path
from typing import Any

from grader.worker.confinement.syscalls import CONDITIONAL
from tests.confinement.acts import SECRET, system_call

SECRET_IN_MEMORY = ctypes.create_string_buffer(SECRET.encode())
PTRACE_ATTACH = 16

# Talking to others.


def connect_by_tcp(address: list[Any]) -> None:
    with socket.socket() as connection:
        connection.connect(tuple(address))
        connection.sendall(b"hello")


def listen_by_tcp() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()


def send_by_udp(address: list[Any]) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as sender:
        sender.sendto(b"hello", tuple(address))


def connect_by_name(address: str) -> None:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(address)
        connection.sendall(b"hello")


def send_by_name(address: str) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"hello", address)


def send_by_one_of_a_pair(address: str) -> None:
    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    with one, other:
        one.sendto(b"hello", address)


def ask_the_kernel_by_netlink() -> None:
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as kernel:
        kernel.bind((0, 0))


# Starting processes. Each child leaves ``ground/private/was_here``.


def leave_a_trace(ground: str) -> None:
    Path(ground, "private/was_here").touch()


def fork(ground: str) -> None:
    child = os.fork()
    if child == 0:
        leave_a_trace(ground)
        os._exit(0)
    os.waitpid(child, 0)


def clone_without_sharing(ground: str) -> None:
    child = system_call(CONDITIONAL["clone"], signal.SIGCHLD, 0, 0, 0, 0)
    if child == 0:
        leave_a_trace(ground)
        os._exit(0)
    os.waitpid(child, 0)


def clone3_without_sharing(ground: str) -> None:
    how = ctypes.create_string_buffer(struct.pack("=8Q", 0, 0, 0, 0, signal.SIGCHLD, 0, 0, 0), 64)
    child = system_call(CONDITIONAL["clone3"], ctypes.addressof(how), 64)
    if child == 0:
        leave_a_trace(ground)
        os._exit(0)
    os.waitpid(child, 0)


def run_a_program(ground: str) -> None:
    subprocess.run(["/bin/sh", "-c", f": > {ground}/private/was_here"], check=True)


def spawn_a_program(ground: str) -> None:
    command = ["sh", "-c", f": > {ground}/private/was_here"]
    os.waitpid(os.posix_spawn("/bin/sh", command, {}), 0)


def become_a_program(ground: str) -> None:
    os.execv("/bin/sh", ["sh", "-c", f": > {ground}/private/was_here"])


def use_multiprocessing(ground: str) -> None:
    process = multiprocessing.get_context("fork").Process(target=leave_a_trace, args=(ground,))
    process.start()
    process.join()


# Signals. The victim waits in a process group of its own.


def kill(victim: int) -> None:
    os.kill(victim, signal.SIGTERM)


def stop(victim: int) -> None:
    os.kill(victim, signal.SIGSTOP)


def kill_group(victim: int) -> None:
    os.killpg(victim, signal.SIGTERM)


def kill_thread(victim: int) -> None:
    system_call(CONDITIONAL["tgkill"], victim, victim, signal.SIGTERM)


def kill_any_thread(victim: int) -> None:
    system_call(200, victim, signal.SIGTERM)


def kill_by_handle(victim: int) -> None:
    signal.pidfd_send_signal(os.pidfd_open(victim), signal.SIGTERM)


def kill_by_queue(victim: int) -> None:
    ask_as_a_user = -1
    information = ctypes.create_string_buffer(struct.pack("=3i", signal.SIGTERM, 0, ask_as_a_user), 128)
    system_call(129, victim, signal.SIGTERM, ctypes.addressof(information))


def kill_by_owning_a_socket(victim: int) -> None:
    """Whoever owns an asynchronous socket is told by a signal of choice that there is something to read."""
    set_signal = 10
    one, other = socket.socketpair()
    fcntl.fcntl(one, fcntl.F_SETOWN, victim)
    fcntl.fcntl(one, set_signal, signal.SIGTERM)
    fcntl.fcntl(one, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
    other.send(b"hello")


def kill_by_owning_a_socket_otherwise(victim: int) -> None:
    set_owner, own_and_tell = 0x8901, termios.FIOASYNC
    one, other = socket.socketpair()
    fcntl.ioctl(one, set_owner, struct.pack("=i", victim))
    fcntl.ioctl(one, own_and_tell, struct.pack("=i", 1))
    other.send(b"hello")


def kill_parent() -> None:
    os.kill(os.getppid(), signal.SIGTERM)


def signal_own_group() -> None:
    os.kill(0, 0)


def signal_everybody() -> None:
    os.kill(-1, 0)


# Looking into other processes and pushing them about.


def read_memory(process: int) -> str:
    size = len(SECRET_IN_MEMORY)
    copy = ctypes.create_string_buffer(size)
    here = ctypes.create_string_buffer(struct.pack("=2Q", ctypes.addressof(copy), size), 16)
    there = ctypes.create_string_buffer(struct.pack("=2Q", ctypes.addressof(SECRET_IN_MEMORY), size), 16)
    system_call(310, process, ctypes.addressof(here), 1, ctypes.addressof(there), 1, 0)
    return copy.value.decode()


def read_memory_of_parent() -> str:
    return read_memory(os.getppid())


def read_memory_file(process: int) -> str:
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        memory.seek(ctypes.addressof(SECRET_IN_MEMORY))
        return memory.read(len(SECRET)).decode()


def read_memory_file_of_parent() -> str:
    return read_memory_file(os.getppid())


def trace(process: int) -> str:
    system_call(101, PTRACE_ATTACH, process, 0, 0)
    os.waitpid(process, 0)
    return SECRET


def trace_parent() -> None:
    system_call(101, PTRACE_ATTACH, os.getppid(), 0, 0)


def read_environment(process: int) -> str:
    return Path(f"/proc/{process}/environ").read_bytes().decode()


def take_its_files(process: int) -> int:
    return system_call(438, os.pidfd_open(process), 0, 0)


def limit_it(process: int) -> None:
    resource.prlimit(process, resource.RLIMIT_NOFILE, (7, 7))


def pin_it(process: int) -> None:
    os.sched_setaffinity(process, {min(os.sched_getaffinity(process))})


def slow_it_down(process: int) -> None:
    os.setpriority(os.PRIO_PROCESS, process, 19)
