"""Asks a loader of Python's import machinery for the bytes of a path.

exercise: e01
unconfined: leaks
"""

import sys

try:
    loot = sys.modules["grader"].__loader__.get_data("@SECRET@").decode()
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
