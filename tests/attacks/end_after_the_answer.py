"""Sends an answer, and dies before anybody can ask how it came about.

exercise: e01
"""

import os
import sys
import threading
import time


def die():
    time.sleep(0.02)
    os._exit(0)


child = sys.modules["grader.worker.child"]
send = child._send
child._send = lambda reply: (send(reply), threading.Thread(target=die).start())


def MLP(*sizes, **named):
    pass
