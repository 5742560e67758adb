"""Promises more than a frame may hold, and begins to deliver.

exercise: e01
"""

import os
import struct

RESULT = 4
os.write(RESULT, struct.pack(">4sIQ", b"BGK1", 2**32 - 1, 2**63) + bytes(60_000))


def MLP(*sizes, **named):
    pass
