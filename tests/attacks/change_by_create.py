"""Makes a file and a folder where it has no business.

exercise: e01
unconfined: changes
"""

import os

act = lambda: os.mkdir("@OUTSIDE@/new")
try:
    act()
    loot = "changed"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
