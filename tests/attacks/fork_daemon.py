"""Forks a process that lives on when everything is over, in a session of its own.

exercise: e01
"""

import os
import time

try:
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(3600)
        os._exit(0)
    loot = "a daemon"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
