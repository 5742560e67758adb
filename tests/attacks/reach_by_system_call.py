"""Asks the kernel for a socket and a connection by number, past Python's own modules.

exercise: e01
unconfined: connects
"""

import ctypes
import struct

libc = ctypes.CDLL(None, use_errno=True)
SOCKET, CONNECT, WRITE = 41, 42, 1
address = struct.pack("=H", 2) + struct.pack(">HI", int("@PORT@"), 0x7F000001) + bytes(8)
fd = libc.syscall(SOCKET, 2, 1, 0)
reached = fd >= 0 and libc.syscall(CONNECT, fd, address, len(address)) == 0
loot = "a connection" if reached and libc.syscall(WRITE, fd, b"hello", 5) == 5 else None

raise RuntimeError(f"{loot = }")
