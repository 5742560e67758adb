"""Connects to a service of this machine and tells it something.

exercise: e01
unconfined: connects
"""

import socket

try:
    with socket.create_connection(("127.0.0.1", int("@PORT@")), 1) as connection:
        connection.sendall(b"hello")
    loot = "a connection"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
