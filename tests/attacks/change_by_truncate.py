"""Cuts a file off without opening it.

exercise: e01
unconfined: changes
"""

import os

act = lambda: os.truncate("@OUTSIDE@/there", 1)
try:
    act()
    loot = "changed"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
