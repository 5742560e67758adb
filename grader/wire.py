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

import json
import math
import struct
from typing import Any

import torch

from grader import buffers
from grader.buffers import BYTES, DTYPE_NAMES, DTYPES, MAX_BUFFERS, MAX_DIMS, MAX_PAYLOAD
from grader.buffers import WireError as WireError  # part of this module's face

MAGIC = b"BGK1"
PREFIX = struct.Struct(">4sIQ")
MAX_HEAD = 4 << 20
MAX_DEPTH = 40
INT64 = range(-(2**63), 2**63)
KEYS = (str, int, float, bool, bytes, type(None))


def encode(value: Any) -> bytes:
    """Return the frame for a plain value.

    Plain values are None, bool, int (64 bits), float, str, bytes, list, tuple, dict with keys of a type in
    `KEYS`, torch.Size, torch.dtype and strided tensors of a dtype in `DTYPES`.

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
    magic, head, payload = PREFIX.unpack(prefix)
    if magic != MAGIC:
        raise WireError("not a frame")
    if head > MAX_HEAD or payload > MAX_PAYLOAD:
        raise WireError("the frame promises more bytes than allowed")
    return int(head + payload)


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
    decoder = _Decoder(buffers.read(head["buffers"], view[PREFIX.size + head_length :]))
    value = decoder.value(head["value"], 0)
    if len(decoder.used) != len(decoder.buffers):
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
            return {"$dtype": _name_of(value)}
        if kind is bytes:
            return {"$bytes": self.buffer(BYTES, [len(value)], value)}
        if kind is dict:
            return self.mapping(value, depth)
        if isinstance(value, torch.Tensor):
            return {"$tensor": self.buffer(*buffers.raw(value))}
        raise WireError(f"a {kind.__name__} cannot be sent")

    def mapping(self, value: dict[Any, Any], depth: int) -> Any:
        if all(type(key) is str and not key.startswith("$") for key in value):
            return {_text(key): self.tree(item, depth + 1) for key, item in value.items()}
        if not all(type(key) in KEYS for key in value):
            raise WireError("a key that cannot be sent")
        pairs = [[self.tree(key, depth + 2), self.tree(item, depth + 2)] for key, item in value.items()]
        return {"$map": pairs}

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


def _name_of(dtype: torch.dtype) -> str:
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
