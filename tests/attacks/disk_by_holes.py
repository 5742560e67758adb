"""Makes one file of a terabyte, all of it a hole, and asks the disk to set the room aside.

exercise: e01
"""

import os

fd = os.open("large", os.O_RDWR | os.O_CREAT)
for act in (lambda: os.truncate(fd, 1 << 40), lambda: os.posix_fallocate(fd, 0, 1 << 33)):
    try:
        act()
    except OSError:
        pass

raise RuntimeError("done")
