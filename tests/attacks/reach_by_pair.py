"""Makes a pair of datagram sockets and sends from one of them to a third.

exercise: e01
unconfined: connects
"""

import socket

try:
    one, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    one.connect("@SOCKET@.datagram")
    one.send(b"hello")
    loot = "a datagram"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
