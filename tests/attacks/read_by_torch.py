"""Lets torch map the file: the system sees an ordinary storage.

exercise: e01
unconfined: leaks
"""

import torch

try:
    loot = bytes(torch.from_file("@SECRET@", shared=False, size=25, dtype=torch.uint8).tolist()).decode()
except RuntimeError:
    loot = None

raise RuntimeError(f"{loot = }")
