"""Takes the way through /proc/self/root and /proc/thread-self/root.

exercise: e01
unconfined: leaks
"""

loot = None
for root in ("/proc/self/root", "/proc/thread-self/root", "/proc/self/task/../root"):
    try:
        with open(root + "@SECRET@") as file:
            loot = loot or file.read()
    except OSError:
        pass

raise RuntimeError(f"{loot = }")
