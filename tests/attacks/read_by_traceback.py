"""Raises an exception in code that claims to be a line of the secret, so that the report shows that line.

exercise: e01
unconfined: leaks
"""

import traceback

code = compile("raise ValueError", "@SECRET@", "exec")
try:
    exec(code)
except ValueError as error:
    lines = traceback.format_exception(error)
loot = next((line for line in lines if "TOKEN" in line), None)

raise RuntimeError(f"{loot = }")
