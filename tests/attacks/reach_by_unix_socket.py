"""Connects to a socket that lies in the file system, as those of a desktop or of docker do.

exercise: e01
unconfined: connects
"""

import socket

try:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.connect("@SOCKET@")
        connection.sendall(b"hello")
    loot = "a connection"
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
