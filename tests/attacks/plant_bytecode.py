"""Puts bytecode of its own in the place of the grader's.

exercise: e01
"""

import os
import sys

path = os.path.join(os.path.dirname(sys.modules["grader"].__file__), "__pycache__", "scores.cpython-311.pyc")
try:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a") as file:
        file.write("# planted by an attack\n")
    loot = path
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
