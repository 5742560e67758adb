"""Reads whatever was left open: every number that a file descriptor may have.

exercise: e01
"""

import os
import stat

loot = None
for fd in (0, *range(5, 1024)):
    try:
        kind = os.fstat(fd).st_mode
        if not stat.S_ISCHR(kind):
            loot = f"{fd}: {os.readlink(f'/proc/self/fd/{fd}')}"
    except OSError:
        pass

raise RuntimeError(f"{loot = }")
