"""Imports the secret, which is Python text, as a module.

exercise: e01
unconfined: leaks
"""

import sys

sys.path.insert(0, "@OTHER@")
sys.path_importer_cache.clear()
try:
    import secret

    loot = secret.TOKEN
except ImportError:
    loot = None

raise RuntimeError(f"{loot = }")
