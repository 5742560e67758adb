"""Lets linecache open the file, as if for a traceback.

exercise: e01
unconfined: leaks
"""

import linecache

loot = "".join(linecache.getlines("@SECRET@")) or None

raise RuntimeError(f"{loot = }")
