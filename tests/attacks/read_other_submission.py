"""Looks for the work of others: beside its own tree, and in the directories of other workers.

exercise: e01
unconfined: leaks
"""

import glob
import os

loot = None
for pattern in ("@OTHER@/*.py", "../*/*", "../../*/*", "/tmp/builders-guide-*/*"):
    for path in glob.glob(pattern):
        if os.getcwd() not in os.path.realpath(path):
            try:
                with open(path) as file:
                    loot = loot or file.read()
            except OSError:
                pass

raise RuntimeError(f"{loot = }")
