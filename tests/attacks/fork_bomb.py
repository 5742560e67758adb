"""Doubles itself for ever, by every call that makes a process.

exercise: e01
"""

import ctypes
import os

libc = ctypes.CDLL(None)
CLONE, FORK, VFORK, CLONE3 = 56, 57, 58, 435
for number in range(50):
    try:
        os.fork()
    except OSError:
        pass
    for call in (FORK, VFORK):
        libc.syscall(call)
    libc.syscall(CLONE, 17, 0, 0, 0, 0)
    libc.syscall(CLONE3, bytes(88), 88)

raise RuntimeError("done")
