"""Hides what it knows in the name of a host that is looked up.

exercise: e01
"""

import socket

try:
    loot = socket.getaddrinfo("what-I-know.example", 80)
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
