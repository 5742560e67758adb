"""Asks for a page, with the credentials of a proxy in mind.

exercise: e01
unconfined: connects
"""

import urllib.request

try:
    with urllib.request.urlopen("http://127.0.0.1:@PORT@/hello", timeout=0.2) as page:
        loot = page.status
except OSError:
    loot = None

raise RuntimeError(f"{loot = }")
