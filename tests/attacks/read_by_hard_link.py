"""Gives the file a second name in its own directory and reads it there.

exercise: e01
unconfined: leaks
"""

import os

try:
    os.link("@SECRET@", "mine", follow_symlinks=False)
    with open("mine") as file:
        loot = file.read()
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
