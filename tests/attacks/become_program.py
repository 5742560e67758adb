"""Becomes another program in this process, which keeps the pipe to the judge.

exercise: e01
"""

import os
import sys

for path in (sys.executable, "/bin/sh", "/proc/self/exe"):
    try:
        os.execv(path, [path, "-c", "echo started"])
    except OSError:
        pass
loot = None

raise RuntimeError(f"{loot = }")
