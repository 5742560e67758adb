"""Climbs out of its directory, step by step.

exercise: e01
unconfined: leaks
"""

import os

try:
    with open(os.path.join("../" * 30, "@SECRET@".lstrip("/"))) as file:
        loot = file.read()
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
