"""Adds a line to a file that is not its own.

exercise: e01
unconfined: changes
"""

import os

act = lambda: open("@OUTSIDE@/there", "a").write("more")
try:
    act()
    loot = "changed"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
