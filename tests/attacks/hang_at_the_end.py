"""Computes nothing and refuses to leave: handlers at exit, and threads that are waited for.

exercise: e01
"""

import atexit
import sys
import threading
import time

atexit.register(time.sleep, 600)
threading.Thread(target=time.sleep, args=(600,)).start()
sys.exit(0)


def MLP(*sizes, **named):
    pass
