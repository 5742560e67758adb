"""`device_count` is imported by name, and annotations are texts."""

from __future__ import annotations

from torch import device
from torch.cuda import device_count, is_available


def cpu() -> device:
    return device("cpu")


def gpu(i: int = 0) -> device:
    return device(type="cuda", index=i)


def num_gpus() -> int:
    return device_count() if is_available() else 0


def try_gpu(i: int = 0) -> device:
    return gpu(i) if i in range(device_count()) else cpu()


def try_all_gpus() -> list[device]:
    if not is_available():
        return [cpu()]
    return list(map(gpu, range(device_count())))
