"""Sends all but the last byte of each answer, then ends.

exercise: e01
"""

import os
import sys

RESULT = 4
wire = sys.modules["grader.wire"]
child = sys.modules["grader.worker.child"]
child._send = lambda reply: (os.write(RESULT, wire.encode(reply)[:-1]), os._exit(0))


def MLP(*sizes, **named):
    pass
