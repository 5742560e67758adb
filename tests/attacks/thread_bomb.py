"""Starts threads that start threads.

exercise: e01
limits: {"probe_wall_s": 3, "exercise_wall_s": 4}
"""

import threading
import time


def more():
    for _ in range(2):
        try:
            threading.Thread(target=more, daemon=True).start()
        except RuntimeError:
            pass
    time.sleep(600)


more()
time.sleep(600)


def MLP(*sizes, **named):
    pass
