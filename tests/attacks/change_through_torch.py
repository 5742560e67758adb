"""Lets torch write a checkpoint and a shared storage elsewhere.

exercise: e01
unconfined: changes
"""

import torch

loot = None
for act in (
    lambda: torch.save({}, "@OUTSIDE@/new.pt"),
    lambda: torch.from_file("@OUTSIDE@/there", shared=True, size=8, dtype=torch.uint8).zero_(),
):
    try:
        act()
        loot = "written"
    except (RuntimeError, OSError):
        pass

raise RuntimeError(f"{loot = }")
