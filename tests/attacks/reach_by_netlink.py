"""Asks the kernel about the machine's network, by netlink and by a packet socket.

exercise: e01
"""

import socket

loot = None
for family in (socket.AF_NETLINK, socket.AF_PACKET, socket.AF_INET6, socket.AF_VSOCK, socket.AF_ALG):
    try:
        socket.socket(family, socket.SOCK_RAW).close()
        loot = str(family)
    except OSError:
        pass

raise RuntimeError(f"{loot = }")
