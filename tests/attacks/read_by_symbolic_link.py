"""Makes a symbolic link in its own directory, then a link to the link, and reads that.

exercise: e01
unconfined: leaks
"""

import os

try:
    os.symlink("@SECRET@", "one")
    os.symlink("one", "two")
    with open("two") as file:
        loot = file.read()
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
