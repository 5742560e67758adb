"""Sends every answer twice.

exercise: e01
"""

import sys

child = sys.modules["grader.worker.child"]
send = child._send
child._send = lambda reply: (send(reply), send(reply))


def MLP(*sizes, **named):
    pass
