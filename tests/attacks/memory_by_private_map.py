"""Maps memory of its own, large pieces at a time.

exercise: e01
limits: {"resident_bytes": 419430400, "probe_wall_s": 6, "exercise_wall_s": 6}
"""

import mmap

kept = []
while True:
    piece = mmap.mmap(-1, 1 << 26, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    piece.write(bytes(1 << 26))
    kept.append(piece)

raise RuntimeError("done")
