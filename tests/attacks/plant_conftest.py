"""Leaves a conftest.py beside the suites, which pytest would load.

exercise: e01
"""

import os
import sys

path = os.path.join(os.path.dirname(sys.modules["grader"].__file__), "suites", "conftest.py")
try:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a") as file:
        file.write("# planted by an attack\n")
    loot = path
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
