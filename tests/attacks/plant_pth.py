"""Leaves a .pth file in site-packages: the next Python to start would run its line.

exercise: e01
"""

import os
import sysconfig

path = os.path.join(sysconfig.get_path("purelib"), "attack.pth")
try:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a") as file:
        file.write("# planted by an attack\n")
    loot = path
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
