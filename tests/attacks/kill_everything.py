"""Kills and stops every process that it can name, by each way that the system has.

exercise: e01
"""

import ctypes
import os
import signal

libc = ctypes.CDLL(None, use_errno=True)
TKILL, TGKILL, PIDFD_OPEN, PIDFD_SEND_SIGNAL = 200, 234, 434, 424
me = os.getpid()
for process in {os.getppid(), *range(max(2, me - 40), me + 40)} - {me}:
    for number in (signal.SIGSTOP, signal.SIGKILL):
        try:
            os.kill(process, number)
        except OSError:
            pass
        libc.syscall(TKILL, process, number)
        libc.syscall(TGKILL, process, process, number)
        fd = libc.syscall(PIDFD_OPEN, process, 0)
        if fd >= 0:
            libc.syscall(PIDFD_SEND_SIGNAL, fd, number, None, 0)

raise RuntimeError("done")
