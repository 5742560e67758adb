"""Starts a shell by each of Python's ways.

exercise: e01
"""

import multiprocessing
import os
import subprocess
import sys

loot = None
for act in (
    lambda: subprocess.run([sys.executable, "-c", "0"], check=True),
    lambda: subprocess.Popen("id", shell=True),
    lambda: os.posix_spawn("/bin/true", ["true"], {}),
    lambda: os.system("true") == 0 or 1 / 0,
    lambda: os.popen("true").close() is None or 1 / 0,
    lambda: multiprocessing.get_context("spawn").Process(target=print).start(),
    lambda: multiprocessing.get_context("fork").Process(target=print).start(),
):
    try:
        act()
        loot = "a program"
    except (OSError, ArithmeticError, subprocess.SubprocessError):
        pass

raise RuntimeError(f"{loot = }")
