"""Kills itself when it is called.

exercise: e01
"""

import os


def MLP(*sizes, **named):
    os.kill(os.getpid(), 9)
