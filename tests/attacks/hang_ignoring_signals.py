"""Blocks and ignores every signal, then waits.

exercise: e01
limits: {"probe_cpu_s": 1, "probe_wall_s": 3, "exercise_wall_s": 4}
"""

import ctypes
import signal

for number in signal.valid_signals():
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
while True:
    ctypes.CDLL(None).pause()


def MLP(*sizes, **named):
    pass
