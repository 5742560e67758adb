"""Sends a datagram, for which nothing has to answer.

exercise: e01
unconfined: connects
"""

import socket

try:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as connection:
        connection.sendto(b"hello", ("127.0.0.1", int("@PORT@")))
    loot = "a datagram"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
