"""Opens a handle to the folder without reading (O_PATH), and goes on from there.

exercise: e01
unconfined: leaks
"""

import os

try:
    folder = os.open("@OTHER@", os.O_PATH | os.O_DIRECTORY)
    with open(os.open("secret.py", os.O_RDONLY, dir_fd=folder)) as file:
        loot = file.read()
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
