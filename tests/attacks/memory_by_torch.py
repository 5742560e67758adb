"""Lets torch fill one tensor after the other.

exercise: e01
limits: {"resident_bytes": 419430400, "probe_wall_s": 6, "exercise_wall_s": 6}
"""

import torch

kept = []
while True:
    kept.append(torch.full((1 << 23,), len(kept)))

raise RuntimeError("done")
