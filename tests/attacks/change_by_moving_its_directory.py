"""Moves its directory away and leaves a link to another folder in its place.

exercise: e01
"""

import os

here = os.getcwd()
loot = None
try:
    os.rename(here, here + "-moved")
    os.symlink("@OUTSIDE@", here)
    loot = "moved"
except OSError:
    pass
try:
    os.rmdir(here)
    os.symlink("@OUTSIDE@", here)
    loot = "replaced"
except OSError:
    pass

raise RuntimeError(f"{loot = }")
