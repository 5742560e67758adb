"""Makes folders without an end, which take no bytes but entries.

exercise: e01
limits: {"directory_entries": 300}
"""

import itertools
import os

for number in itertools.count():
    os.mkdir(f"{number}")

raise RuntimeError("done")
