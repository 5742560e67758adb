"""Fills pipes that nobody reads: memory of the kernel, not of the process.

exercise: e01
limits: {"resident_bytes": 419430400, "probe_wall_s": 6, "exercise_wall_s": 6}
"""

import fcntl
import os

try:
    while True:
        _, end = os.pipe()
        os.set_blocking(end, False)
        fcntl.fcntl(end, fcntl.F_SETPIPE_SZ, 1 << 20)
        os.write(end, bytes(1 << 20))
except OSError:
    pass

raise RuntimeError("done")
