"""Opens a file that is none of its business.

exercise: e01
unconfined: leaks
"""

try:
    with open("@SECRET@") as file:
        loot = file.read()
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
