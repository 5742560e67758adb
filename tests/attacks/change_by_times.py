"""Makes a file look older than it is.

exercise: e01
unconfined: changes
"""

import os

act = lambda: os.utime("@OUTSIDE@/there", (0, 0))
try:
    act()
    loot = "changed"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
