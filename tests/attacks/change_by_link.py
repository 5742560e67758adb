"""Puts a symbolic link in the place of a file.

exercise: e01
unconfined: changes
"""

import os

act = lambda: (os.unlink("@OUTSIDE@/there"), os.symlink("/etc/passwd", "@OUTSIDE@/there"))
try:
    act()
    loot = "changed"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
