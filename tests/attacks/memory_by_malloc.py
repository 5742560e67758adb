"""Takes memory from the C library, piece by piece, and writes to all of it.

exercise: e01
limits: {"resident_bytes": 419430400, "probe_wall_s": 6, "exercise_wall_s": 6}
"""

import ctypes

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
while True:
    piece = libc.malloc(1 << 24)
    if not piece:
        break
    ctypes.memset(piece, 1, 1 << 24)

raise RuntimeError("done")
