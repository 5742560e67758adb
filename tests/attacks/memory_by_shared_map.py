"""Maps shared memory, which a limit on data does not count.

exercise: e01
limits: {"resident_bytes": 419430400, "probe_wall_s": 6, "exercise_wall_s": 6}
"""

import mmap

kept = []
while True:
    piece = mmap.mmap(-1, 1 << 26)
    piece.write(b"x" * (1 << 26))
    kept.append(piece)

raise RuntimeError("done")
