"""Raw buffers: tensors and bytes as they stand behind one another in a frame, each with its dtype and shape.

Every length is checked against the bytes in hand before anything is allocated.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterable
from typing import Any

import torch

MAX_PAYLOAD = 64 << 20
MAX_BUFFERS = 4096
MAX_DIMS = 64

DTYPES: dict[str, torch.dtype] = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        torch.float32, torch.float64, torch.float16, torch.bfloat16,
        torch.int64, torch.int32, torch.int16, torch.int8, torch.uint8, torch.bool,
        torch.complex64, torch.complex128,
    )
}  # fmt: skip
DTYPE_NAMES = {dtype: name for name, dtype in DTYPES.items()}
BYTES = "bytes"


class WireError(ValueError):
    """A frame that `encode` would not have written."""


def extent(shape: Iterable[int]) -> int:
    """Return the number of elements of a shape, with a dimension of 0 counted as 1.

    An empty tensor takes no bytes whatever its other dimensions: they are bounded too, or strides overflow.
    """
    return math.prod(max(dim, 1) for dim in shape)


def raw(tensor: torch.Tensor) -> tuple[str, list[int], bytes]:
    """Return dtype, shape and bytes of a strided tensor: little-endian, C-contiguous.

    Raises:
        WireError: for another layout, a dtype that is not in `DTYPES`, or a tensor that is too large.
    """
    if tensor.layout != torch.strided or tensor.is_nested or tensor.is_meta:
        raise WireError("a tensor that does not hold plain values cannot be sent")
    if tensor.dtype not in DTYPE_NAMES:
        raise WireError(f"{tensor.dtype} cannot be sent")
    # Counted before any copy: an expanded view has more elements than memory.
    if extent(tensor.shape) * tensor.element_size() > MAX_PAYLOAD:
        raise WireError("a tensor that is too large")
    plain = tensor.detach().cpu().resolve_conj().resolve_neg().contiguous()
    content = ctypes.string_at(plain.data_ptr(), plain.numel() * plain.element_size()) if plain.numel() else b""
    return DTYPE_NAMES[plain.dtype], list(plain.shape), content


def read(entries: list[Any], payload: memoryview) -> list[torch.Tensor | bytes]:
    """Return the buffers that stand in `payload`, as `entries` (dtype, shape, length) tell of them.

    Raises:
        WireError: when entries and payload do not fit together to the byte.
    """
    if len(entries) > MAX_BUFFERS:
        raise WireError("too many buffers")
    buffers: list[torch.Tensor | bytes] = []
    start = 0
    for entry in entries:
        dtype, dims, length = _check_entry(entry, len(payload) - start)
        content = payload[start : start + length]
        buffers.append(bytes(content) if dtype == BYTES else _tensor(DTYPES[dtype], dims, content))
        start += length
    if start != len(payload):
        raise WireError("trailing bytes in the payload")
    return buffers


def _check_entry(entry: Any, available: int) -> tuple[str, list[int], int]:
    if type(entry) is not list or len(entry) != 3:
        raise WireError("a buffer entry of another form")
    dtype, dims, length = entry
    if type(dtype) is not str or type(dims) is not list or type(length) is not int or len(dims) > MAX_DIMS:
        raise WireError("a buffer entry of another form")
    if dtype != BYTES and dtype not in DTYPES:
        raise WireError("an unknown dtype")
    if not all(type(dim) is int and 0 <= dim <= MAX_PAYLOAD for dim in dims):
        raise WireError("a dimension out of range")
    if dtype == BYTES and len(dims) != 1:
        raise WireError("bytes of another shape")
    itemsize = 1 if dtype == BYTES else DTYPES[dtype].itemsize
    if extent(dims) * itemsize > MAX_PAYLOAD:
        raise WireError("a shape out of range")
    if not 0 <= length <= available or math.prod(dims) * itemsize != length:
        raise WireError("a length that does not fit the shape")
    return dtype, dims, length


def _tensor(dtype: torch.dtype, dims: list[int], content: memoryview) -> torch.Tensor:
    if not len(content):
        return torch.empty(dims, dtype=dtype)
    own = bytearray(content)
    if dtype is torch.bool:
        flat = torch.frombuffer(own, dtype=torch.uint8)
        if flat.max() > 1:
            raise WireError("a bool that is neither 0 nor 1")
        return flat.view(torch.bool).reshape(dims)
    return torch.frombuffer(own, dtype=dtype).reshape(dims)
