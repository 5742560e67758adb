"""Frames between the judge and a worker: strict JSON and raw buffers, never pickle.

A frame is ``MAGIC | u32 head length | u64 payload length | head | payload``. The head is JSON,
``{"value": tree, "buffers": [[dtype, [dims], nbytes], ...]}``; the payload is the buffers one after
another, little-endian, C-contiguous, without padding. The tree is JSON whose tagged objects stand for
what JSON lacks: ``{"$tensor": i}``, ``{"$bytes": i}``, ``{"$float": "nan"}``, ``{"$tuple": [...]}``,
``{"$size": [...]}``, ``{"$dtype": name}``, ``{"$map": [[key, value], ...]}``.

Bytes from a worker are hostile: every length is checked against the bytes in hand before anything is
allocated, and anything that `encode` would not have written raises `WireError`.
"""

from __future__ import annotations

import ctypes
import json
import math
import struct
from typing import Any

import torch

MAGIC = b"BGK1"
PREFIX = struct.Struct(">4sIQ")
MAX_HEAD = 4 << 20
MAX_PAYLOAD = 64 << 20
MAX_BUFFERS = 4096
MAX_DIMS = 64
MAX_DEPTH = 40
INT64 = range(-(2**63), 2**63)

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
KEYS = (str, int, float, bool, bytes, type(None))


class WireError(ValueError):
    """A frame that `encode` would not have written."""


def encode(value: Any) -> bytes:
    """Return the frame for a plain value.

    Plain values are None, bool, int (64 bits), float, str, bytes, list, tuple, dict, torch.Size,
    torch.dtype and strided tensors of a dtype in `DTYPES`.

    Raises:
        WireError: for any other type, a value out of range, or a frame over the limits.
    """
    encoder = _Encoder()
    tree = encoder.tree(value, 0)
    head = json.dumps({"value": tree, "buffers": encoder.entries}, separators=(",", ":"), allow_nan=False).encode()
    payload = b"".join(encoder.buffers)
    if len(head) > MAX_HEAD or len(payload) > MAX_PAYLOAD:
        raise WireError("the frame is too large")
    return PREFIX.pack(MAGIC, len(head), len(payload)) + head + payload


def body_length(prefix: bytes) -> int:
    """Return how many bytes follow the first `PREFIX.size` bytes of a frame.

    Raises:
        WireError: when the prefix is not one of ours or promises more than the limits allow.
    """
    if len(prefix) != PREFIX.size:
        raise WireError("the frame is cut short")
    magic: bytes
    head: int
    payload: int
    magic, head, payload = PREFIX.unpack(prefix)
    if magic != MAGIC:
        raise WireError("not a frame")
    if head > MAX_HEAD or payload > MAX_PAYLOAD:
        raise WireError("the frame promises more bytes than allowed")
    return head + payload


def decode(frame: bytes | bytearray) -> Any:
    """Return the plain value of a whole frame.

    Raises:
        WireError: for anything but exactly one frame as `encode` writes it.
    """
    view = memoryview(frame)
    if len(view) != PREFIX.size + body_length(bytes(view[: PREFIX.size])):
        raise WireError("the frame is cut short or has trailing bytes")
    _, head_length, _ = PREFIX.unpack(view[: PREFIX.size])
    head = _parse_head(bytes(view[PREFIX.size : PREFIX.size + head_length]))
    buffers = _read_buffers(head["buffers"], view[PREFIX.size + head_length :])
    decoder = _Decoder(buffers)
    value = decoder.value(head["value"], 0)
    if len(decoder.used) != len(buffers):
        raise WireError("a buffer is not used")
    return value


class _Encoder:
    def __init__(self) -> None:
        self.entries: list[list[Any]] = []
        self.buffers: list[bytes] = []

    def tree(self, value: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise WireError("nested too deeply")
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is str:
            return _text(value)
        if kind is int:
            if value not in INT64:
                raise WireError("an integer of more than 64 bits")
            return value
        if kind is float:
            return value if math.isfinite(value) else {"$float": repr(value)}
        if kind is list:
            return [self.tree(item, depth + 1) for item in value]
        if kind is tuple:
            return {"$tuple": [self.tree(item, depth + 1) for item in value]}
        if kind is torch.Size:
            return {"$size": list(value)}
        if kind is torch.dtype:
            return {"$dtype": _dtype_name(value)}
        if kind is bytes:
            return {"$bytes": self.buffer(BYTES, [len(value)], value)}
        if kind is dict:
            return self.mapping(value, depth)
        if isinstance(value, torch.Tensor):
            return {"$tensor": self.tensor(value)}
        raise WireError(f"a {kind.__name__} cannot be sent")

    def mapping(self, value: dict[Any, Any], depth: int) -> Any:
        if all(type(key) is str and not key.startswith("$") for key in value):
            return {_text(key): self.tree(item, depth + 1) for key, item in value.items()}
        pairs = [[self.tree(key, depth + 2), self.tree(item, depth + 2)] for key, item in value.items()]
        return {"$map": pairs}

    def tensor(self, tensor: torch.Tensor) -> int:
        if tensor.layout != torch.strided:
            raise WireError(f"a tensor of layout {tensor.layout} cannot be sent")
        plain = tensor.detach().cpu().resolve_conj().resolve_neg().contiguous()
        raw = ctypes.string_at(plain.data_ptr(), plain.numel() * plain.element_size()) if plain.numel() else b""
        return self.buffer(_dtype_name(plain.dtype), list(plain.shape), raw)

    def buffer(self, dtype: str, dims: list[int], raw: bytes) -> int:
        if len(self.buffers) >= MAX_BUFFERS or len(dims) > MAX_DIMS:
            raise WireError("too many buffers or dimensions")
        self.entries.append([dtype, dims, len(raw)])
        self.buffers.append(raw)
        return len(self.buffers) - 1


class _Decoder:
    def __init__(self, buffers: list[torch.Tensor | bytes]) -> None:
        self.buffers = buffers
        self.used: set[int] = set()

    def value(self, tree: Any, depth: int) -> Any:
        if depth > MAX_DEPTH:
            raise WireError("nested too deeply")
        kind = type(tree)
        if tree is None or kind in (bool, float):
            return tree
        if kind is str:
            return _text(tree)
        if kind is int:
            if tree not in INT64:
                raise WireError("an integer of more than 64 bits")
            return tree
        if kind is list:
            return [self.value(item, depth + 1) for item in tree]
        if not any(key.startswith("$") for key in tree):
            return {_text(key): self.value(item, depth + 1) for key, item in tree.items()}
        if len(tree) != 1:
            raise WireError("a tagged object with other keys")
        ((tag, content),) = tree.items()
        return self.tagged(tag, content, depth)

    def tagged(self, tag: str, content: Any, depth: int) -> Any:
        if tag in ("$tensor", "$bytes"):
            return self.take(content, torch.Tensor if tag == "$tensor" else bytes)
        if tag == "$float":
            if content not in ("nan", "inf", "-inf"):
                raise WireError("an unknown float")
            return float(content)
        if tag == "$dtype":
            if type(content) is not str or content not in DTYPES:
                raise WireError("an unknown dtype")
            return DTYPES[content]
        if type(content) is not list:
            raise WireError("a tagged object without a list")
        if tag == "$tuple":
            return tuple(self.value(item, depth + 1) for item in content)
        if tag == "$size":
            if not all(type(item) is int and 0 <= item in INT64 for item in content):
                raise WireError("a size that is not made of integers")
            return torch.Size(content)
        if tag == "$map":
            return self.mapping(content, depth)
        raise WireError("an unknown tag")

    def mapping(self, pairs: list[Any], depth: int) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for pair in pairs:
            if type(pair) is not list or len(pair) != 2:
                raise WireError("a map entry that is not a pair")
            key, item = self.value(pair[0], depth + 2), self.value(pair[1], depth + 2)
            if type(key) not in KEYS:
                raise WireError("a key that cannot be a key")
            if key in result:
                raise WireError("a key that stands twice")
            result[key] = item
        return result

    def take(self, index: Any, kind: type) -> Any:
        if type(index) is not int or not 0 <= index < len(self.buffers) or index in self.used:
            raise WireError("a buffer that does not exist or is used twice")
        if not isinstance(self.buffers[index], kind):
            raise WireError("a buffer of the other kind")
        self.used.add(index)
        return self.buffers[index]


def _dtype_name(dtype: torch.dtype) -> str:
    if dtype not in DTYPE_NAMES:
        raise WireError(f"{dtype} cannot be sent")
    return DTYPE_NAMES[dtype]


def _text(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise WireError("a text with a lone surrogate") from None
    return text


def _parse_head(raw: bytes) -> dict[str, Any]:
    try:
        head = json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_unique_pairs,
            parse_constant=_refuse_constant,
            parse_float=_finite_float,
        )
    except RecursionError:
        raise WireError("nested too deeply") from None
    except ValueError as error:
        raise WireError(f"the head is not strict JSON: {error}") from None
    if type(head) is not dict or set(head) != {"value", "buffers"} or type(head["buffers"]) is not list:
        raise WireError("the head has another form")
    return head


def _unique_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise WireError("a key that stands twice")
    return result


def _refuse_constant(name: str) -> Any:
    raise WireError(f"the constant {name}")


def _finite_float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise WireError("a float out of range")
    return number


def _read_buffers(entries: list[Any], payload: memoryview) -> list[torch.Tensor | bytes]:
    if len(entries) > MAX_BUFFERS:
        raise WireError("too many buffers")
    buffers: list[torch.Tensor | bytes] = []
    start = 0
    for entry in entries:
        dtype, dims, length = _check_entry(entry, len(payload) - start)
        raw = payload[start : start + length]
        buffers.append(bytes(raw) if dtype == BYTES else _tensor(DTYPES[dtype], dims, raw))
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
    # An empty tensor takes no bytes whatever its other dimensions: bound those too, or strides overflow.
    if math.prod(max(dim, 1) for dim in dims) * itemsize > MAX_PAYLOAD:
        raise WireError("a shape out of range")
    if not 0 <= length <= available or math.prod(dims) * itemsize != length:
        raise WireError("a length that does not fit the shape")
    return dtype, dims, length


def _tensor(dtype: torch.dtype, dims: list[int], raw: memoryview) -> torch.Tensor:
    if not len(raw):
        return torch.empty(dims, dtype=dtype)
    own = bytearray(raw)
    if dtype is torch.bool:
        if max(own) > 1:
            raise WireError("a bool that is neither 0 nor 1")
        return torch.frombuffer(own, dtype=torch.uint8).view(torch.bool).reshape(dims)
    return torch.frombuffer(own, dtype=dtype).reshape(dims)
