"""Opens a file up to everybody.

exercise: e01
unconfined: changes
"""

import os

act = lambda: os.chmod("@OUTSIDE@/there", 0o777)
try:
    act()
    loot = "changed"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
