"""Connects to a socket that has no place in the file system.

exercise: e01
unconfined: connects
"""

import socket

try:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect("\0" + "@ABSTRACT@")
        connection.sendall(b"hello")
    loot = "a connection"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
