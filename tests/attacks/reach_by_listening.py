"""Waits for others to come: binds TCP and unix sockets.

exercise: e01
"""

import socket

loot = None
for family, address in ((socket.AF_INET, ("127.0.0.1", 0)), (socket.AF_UNIX, "listening")):
    try:
        with socket.socket(family, socket.SOCK_STREAM) as listening:
            listening.bind(address)
            listening.listen()
            loot = str(address)
    except OSError:
        pass

raise RuntimeError(f"{loot = }")
