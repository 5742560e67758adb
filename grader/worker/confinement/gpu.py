"""What CUDA reaches for on Linux: the driver's device files, and what it asks about the machine.

Sources: the driver's README (device files), and what others found it to open under Landlock: NVIDIA/OpenShell
#710 and #1486, always-further/nono #673. A driver that is refused one of these says "no CUDA-capable device".
"""

from __future__ import annotations

import glob
import os
from dataclasses import dataclass

# The last one is what WSL 2 has in place of the others.
DEVICE_FILES = (
    "/dev/nvidiactl",
    "/dev/nvidia-uvm",
    "/dev/nvidia-uvm-tools",
    "/dev/nvidia-modeset",
    "/dev/nvidia[0-9]*",
    "/dev/nvidia-caps",
    "/dev/dxg",
)
ASKED = (
    "/proc/driver/nvidia",
    "/proc/devices",
    "/proc/modules",
    "/proc/sys/vm/mmap_min_addr",
    "/sys/module/nvidia*",
    "/sys/bus/pci",
    "/sys/class/drm",
    "/sys/devices/pci*",
    "/etc/nvidia",
    "/usr/share/nvidia",
    "/usr/local/nvidia",
    "/usr/local/cuda*",
    "/usr/lib/wsl",
)
# It names its threads, and does not start where it may not.
OWN_THREADS = "/proc/self/task"


@dataclass(frozen=True)
class GpuFiles:
    """Files of the GPUs of this machine.

    Attributes:
        devices: to be read, written and controlled.
        readable: to be read.
    """

    devices: tuple[str, ...]
    readable: tuple[str, ...]


def gpu_files() -> GpuFiles:
    """Return the files of this machine's GPUs; without devices where there is no driver."""
    named = [path for path in os.environ.get("LD_LIBRARY_PATH", "").split(":") if path.startswith("/")]
    return GpuFiles(_existing(DEVICE_FILES), (*_existing(ASKED), *filter(os.path.isdir, named)))


def _existing(patterns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(path for pattern in patterns for path in sorted(glob.glob(pattern)))
