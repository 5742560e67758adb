"""Connects from within an event loop.

exercise: e01
unconfined: connects
"""

import asyncio


async def reach():
    _, writer = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", int("@PORT@")), 1)
    writer.write(b"hello")
    await writer.drain()
    writer.close()
    return "a connection"


try:
    loot = asyncio.run(reach())
except (OSError, TimeoutError):
    loot = None

raise RuntimeError(f"{loot = }")
