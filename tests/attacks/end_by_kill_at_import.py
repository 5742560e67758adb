"""Kills itself at import.

exercise: e01
"""

import os

os.kill(os.getpid(), 9)


def MLP(*sizes, **named):
    pass
