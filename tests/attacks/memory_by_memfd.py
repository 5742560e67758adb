"""Makes files that lie in memory only, and forgets them there.

exercise: e01
limits: {"resident_bytes": 419430400, "probe_wall_s": 6, "exercise_wall_s": 6}
"""

import os

kept = []
try:
    while True:
        kept.append(os.memfd_create("kept"))
        os.write(kept[-1], bytes(1 << 26))
except OSError:
    pass

raise RuntimeError("done")
