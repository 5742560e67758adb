"""Moves a file of its own into the place of another.

exercise: e01
unconfined: changes
"""

import os


def mine():
    with open("mine", "w") as file:
        file.write("changed")
    return "mine"


act = lambda: os.rename(mine(), "@OUTSIDE@/there")
try:
    act()
    loot = "changed"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
