"""Lets inspect look for the source of a function that claims to come from the secret.

exercise: e01
unconfined: leaks
"""

import inspect
import linecache


def victim():
    pass


victim.__code__ = victim.__code__.replace(co_filename="@SECRET@", co_firstlineno=1)
linecache.checkcache()
try:
    loot = "".join(inspect.findsource(victim.__code__)[0])
except (OSError, TypeError):
    loot = None

raise RuntimeError(f"{loot = }")
