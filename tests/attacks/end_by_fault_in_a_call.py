"""Reads address 0 when it is called.

exercise: e01
"""

import ctypes


def MLP(*sizes, **named):
    ctypes.string_at(0)
