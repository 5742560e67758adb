"""Leaves a sitecustomize where every Python looks for one.

exercise: e01
"""

import os
import sysconfig

path = os.path.join(sysconfig.get_path("stdlib"), "sitecustomize.py")
try:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a") as file:
        file.write("# planted by an attack\n")
    loot = path
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
