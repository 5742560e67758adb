"""Lets numpy read and map the file.

exercise: e01
unconfined: leaks
"""

import numpy

loot = None
for read in (numpy.fromfile, numpy.memmap):
    try:
        loot = bytes(read("@SECRET@", dtype=numpy.uint8)).decode()
    except OSError:
        pass

raise RuntimeError(f"{loot = }")
