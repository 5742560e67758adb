"""Removes a file that is not its own.

exercise: e01
unconfined: changes
"""

import os

act = lambda: os.unlink("@OUTSIDE@/there")
try:
    act()
    loot = "changed"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
