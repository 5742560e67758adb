"""Where a tensor lives: a tag on its storage.

``tensor.untyped_storage()`` returns one Python object for as long as the storage exists, and it takes
attributes. No tag means the host. A *wild* tag marks what a C++ formula made for itself: it allocates with
the native options of its inputs, which say CPU, and belongs wherever its first partner does.
"""

from __future__ import annotations

from typing import Any

import torch

CPU = torch.device("cpu")
ATTRIBUTE = "_simulated_tag"

# The C++ accessors. Under a function mode they would ask torch.Tensor, whose attributes are ours by then.
without_functions = torch._C.DisableTorchFunction
native_device = torch._C.TensorBase.device.__get__
native_storage = torch._C.TensorBase.untyped_storage


# Memory is handed out in whole blocks: kMinBlockSize in c10/cuda/CUDACachingAllocator.cpp.
BLOCK = 512


class Memory:
    """Bytes in use on each device, now and at most."""

    def __init__(self, count: int) -> None:
        self.used = [0] * count
        self.peak = [0] * count

    def take(self, device: torch.device, size: int) -> None:
        """Count `size` bytes more on `device`."""
        self.used[device.index] += size
        self.peak[device.index] = max(self.peak[device.index], self.used[device.index])


class Tag:
    """The device of a storage. It dies with the storage and then gives its bytes back."""

    __slots__ = ("device", "memory", "size")

    def __init__(self, device: torch.device, size: int, memory: Memory) -> None:
        self.device, self.size, self.memory = device, -(-size // BLOCK) * BLOCK, memory
        if size:
            memory.take(device, self.size)

    def __del__(self) -> None:
        if self.size:
            self.memory.used[self.device.index] -= self.size


class Tags:
    """Reads and writes the tags of one installation; tags of an earlier one mean nothing."""

    def __init__(self, count: int) -> None:
        self.memory = Memory(count)
        self.wild = Tag(CPU, 0, self.memory)

    def of(self, tensor: torch.Tensor) -> Tag | None:
        """Return the tag of `tensor`, None on the host; to be called without function modes."""
        try:
            tag: Tag | None = getattr(native_storage(tensor), ATTRIBUTE, None)
        except (NotImplementedError, RuntimeError):  # sparse tensors and wrappers have no storage
            tag = tensor.__dict__.get(ATTRIBUTE)
        return tag if tag is None or tag.memory is self.memory else None

    def put(self, tensor: torch.Tensor, device: torch.device) -> None:
        """Say that `tensor`, and all that shares its storage, is on `device`."""
        with without_functions():
            try:
                self.put_storage(native_storage(tensor), device)
            except (NotImplementedError, RuntimeError):
                tensor.__dict__[ATTRIBUTE] = Tag(device, 0, self.memory) if device.type == "cuda" else None

    def put_wild(self, tensor: torch.Tensor) -> None:
        """Say that `tensor` belongs where its first partner does."""
        try:
            setattr(native_storage(tensor), ATTRIBUTE, self.wild)
        except (NotImplementedError, RuntimeError):
            tensor.__dict__[ATTRIBUTE] = self.wild

    def put_storage(self, storage: Any, device: torch.device) -> None:
        """Say that `storage` is on `device`."""
        setattr(storage, ATTRIBUTE, Tag(device, storage.nbytes(), self.memory) if device.type == "cuda" else None)

    def is_wild(self, tensor: torch.Tensor) -> bool:
        """Whether a C++ formula made `tensor` and nothing has claimed it yet."""
        with without_functions():
            return self.of(tensor) is self.wild

    def device_of(self, tensor: torch.Tensor) -> torch.device:
        """Return the device of `tensor` as its owner sees it."""
        with without_functions():
            tag = self.of(tensor)
            return native_device(tensor) if tag is None else tag.device

    def device_of_storage(self, storage: Any) -> torch.device:
        """Return the device of an untyped storage as its owner sees it."""
        tag = getattr(storage, ATTRIBUTE, None)
        return CPU if tag is None or tag.memory is not self.memory else tag.device
