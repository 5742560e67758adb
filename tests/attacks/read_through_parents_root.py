"""Takes the way through the root and the working directory of the process that forked it.

exercise: e01
unconfined: leaks
"""

import os

loot = None
for root in (f"/proc/{os.getppid()}/root", f"/proc/{os.getppid()}/cwd" + "/.." * 30):
    try:
        with open(root + "@SECRET@") as file:
            loot = loot or file.read()
    except OSError:
        pass

raise RuntimeError(f"{loot = }")
