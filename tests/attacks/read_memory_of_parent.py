"""Reads the memory of the process that forked it: by file, by system call, as a debugger.

exercise: e01
"""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)
parent = os.getppid()
loot = None
try:
    with open(f"/proc/{parent}/mem", "rb") as file:
        loot = "its memory file"
except OSError:
    pass
PTRACE_ATTACH, PROCESS_VM_READV = 16, 310
if libc.ptrace(PTRACE_ATTACH, parent, 0, 0) == 0:
    loot = "it can be traced"
for name in ("environ", "maps", "fd/0", "map_files"):
    try:
        loot = os.listdir(f"/proc/{parent}/{name}") if name == "map_files" else open(f"/proc/{parent}/{name}").read(9)
    except OSError:
        pass

raise RuntimeError(f"{loot = }")
