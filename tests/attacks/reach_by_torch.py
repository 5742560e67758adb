"""Lets torch.distributed open the connection.

exercise: e01
unconfined: connects
"""

import datetime

import torch.distributed

try:
    torch.distributed.TCPStore("127.0.0.1", int("@PORT@"), 2, False, datetime.timedelta(milliseconds=100))
    loot = "a store"
except Exception:
    loot = None

raise RuntimeError(f"{loot = }")
