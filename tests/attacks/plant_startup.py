"""Leaves startup files in the home directories that it can name.

exercise: e01
"""

import os

path = os.path.join(os.path.expanduser("~root"), ".bash_profile_of_an_attack")
try:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a") as file:
        file.write("# planted by an attack\n")
    loot = path
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
