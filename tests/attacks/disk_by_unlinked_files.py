"""Fills files that have no name any more, so that nobody finds them.

exercise: e01
limits: {"file_bytes": 1048576}
"""

import os

try:
    while True:
        file = open("unseen", "wb")
        os.unlink("unseen")
        kept = [*globals().get("kept", []), file]
        file.write(bytes(1 << 20))
        file.flush()
except OSError:
    pass

raise RuntimeError("done")
