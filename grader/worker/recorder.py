"""Turns what a probe returned into plain data: a table of records, and a tree that names them by index.

One object is one record however often it is named, so sharing survives the journey. Modules are read from
``_modules``, ``_parameters`` and ``_buffers``, never through methods that a subclass can override. Tensors
carry tokens of identity and storage; every recorded object is kept alive until the table is sent, so that
two tokens are equal only when the objects are one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch

from grader.buffers import DTYPE_NAMES, MAX_BUFFERS, MAX_DIMS, extent
from grader.wire import INT64

MAX_OBJECTS = 20_000
# Deeper than any model; each level takes a few of Python's thousand frames.
MAX_DEPTH = 60
MAX_TEXT = 20_000
VALUE_BUDGET = 48 << 20
# Taken now: while devices are simulated, another class stands under this name.
DEVICE = torch.device

Plain = Any


class _Beyond:
    """Stands for all objects that are not recorded, for one reason."""

    def __init__(self, reason: str) -> None:
        self.reason = reason


TOO_MANY = _Beyond("more objects than can be recorded")
TOO_DEEP = _Beyond("something nested too deeply to be recorded")


class Snapshot:
    """The state of a value at one moment, to be returned by a probe beside later states.

    Tensors are copied; identity and storage are remembered, so an object in a snapshot can still be
    recognised among the objects that the probe returns.
    """

    def __init__(self, value: Any) -> None:
        recorder = Recorder()
        self.root = recorder.node(value)
        self.records = recorder.records
        self.kept = recorder.kept


class Recorder:
    """Collects the records of one observation.

    Args:
        budget: how many bytes of tensor values may be kept; tensors beyond it are *too large*.
    """

    def __init__(self, budget: int = VALUE_BUDGET) -> None:
        self.records: list[dict[str, Any]] = []
        self.kept: list[Any] = []
        self._index: dict[int, int] = {}
        self._budget = budget
        self._buffers = 0
        self._depth = 0

    def record(self, value: Any) -> Plain:
        """Return ``{"root": node, "objects": [record, ...]}`` for `value`, ready for `wire.encode`."""
        root = self.node(value)
        tokens: dict[int, int] = {}
        for record in self.records:
            for name in ("identity", "storage"):
                if record.get(name) is not None:
                    record[name] = tokens.setdefault(record[name], len(tokens))
        return {"root": root, "objects": self.records}

    def node(self, value: Any) -> Plain:
        """Return `value` itself when it is a plain scalar, else ``{"object": index}``."""
        kind = type(value)
        if value is None or kind is bool or kind is float:
            return value
        if kind is int and value in INT64:
            return value
        if kind is str:
            return _sendable(value)
        if kind is Snapshot:
            return self._splice(value)
        if id(value) not in self._index:
            value = TOO_MANY if len(self.records) >= MAX_OBJECTS else TOO_DEEP if self._depth >= MAX_DEPTH else value
        if id(value) not in self._index:
            record: dict[str, Any] = {}
            self._index[id(value)] = len(self.records)
            self.kept.append(value)
            self.records.append(record)
            self._depth += 1
            record.update(self._describe(value))
            self._depth -= 1
        return {"object": self._index[id(value)]}

    def _splice(self, snapshot: Snapshot) -> Plain:
        offset = len(self.records)
        self.kept.append(snapshot.kept)
        self.records.extend(_shifted(record, offset) for record in snapshot.records)
        return _shifted(snapshot.root, offset)

    def _describe(self, value: Any) -> dict[str, Any]:
        kind = type(value)
        identity = {"identity": id(value)}
        if issubclass(kind, torch.Tensor):
            return self._tensor(value) | identity
        if issubclass(kind, torch.nn.Module):
            return self._module(value) | identity
        if kind is torch.Size:
            return {"kind": "size", "items": [int(item) for item in value]}
        if kind is torch.dtype:
            return {"kind": "dtype", "name": str(value).removeprefix("torch.")}
        if kind is DEVICE:
            return {"kind": "device", "type": value.type, "index": value.index}
        if kind is bytes:
            return {"kind": "bytes", "content": value} if self._afford(len(value)) else _opaque("too many bytes")
        if kind is _Beyond:
            return _opaque(value.reason)
        if kind is Raised:
            description: dict[str, Any] = value.description
            return {"kind": "raised"} | description
        return self._container(value, kind) | identity

    def _container(self, value: Any, kind: type) -> dict[str, Any]:
        name = {"type": kind.__name__[:200]}
        if issubclass(kind, dict):
            pairs = [[self.node(key), self.node(item)] for key, item in dict.items(value)]
            return {"kind": "dict", "pairs": pairs} | name
        if issubclass(kind, tuple):
            fields = getattr(kind, "_fields", None)
            named = {"fields": [str(field) for field in fields]} if isinstance(fields, tuple) else {}
            return {"kind": "tuple", "items": self._nodes(tuple.__iter__(value))} | named | name
        if issubclass(kind, list):
            return {"kind": "list", "items": self._nodes(list.__iter__(value))} | name
        if issubclass(kind, (set, frozenset)):
            plain = set if issubclass(kind, set) else frozenset
            return {"kind": "set", "items": self._nodes(plain.__iter__(value))} | name
        return _opaque(f"{kind.__module__}.{kind.__qualname__}")

    def _nodes(self, items: Iterable[Any]) -> list[Plain]:
        return [self.node(item) for item in items]

    def _module(self, module: torch.nn.Module) -> dict[str, Any]:
        own = vars(module)
        transient = own.get("_non_persistent_buffers_set") or ()
        return {
            "kind": "module",
            "type": type(module).__name__[:200],
            "training": bool(own.get("training", True)),
            "parameters": [[_name(name), self.node(item)] for name, item in (own.get("_parameters") or {}).items()],
            "buffers": [
                [_name(name), self.node(item), name not in transient]
                for name, item in (own.get("_buffers") or {}).items()
            ],
            "modules": [[_name(name), self.node(item)] for name, item in (own.get("_modules") or {}).items()],
        }

    def _tensor(self, tensor: torch.Tensor) -> dict[str, Any]:
        record: dict[str, Any] = {
            "kind": "tensor",
            "type": type(tensor).__name__[:200],
            "is_parameter": isinstance(tensor, torch.nn.Parameter),
            "form": "values",
            "shape": [],
            "dtype": str(tensor.dtype).removeprefix("torch."),
            "device": str(tensor.device),
            "requires_grad": tensor.requires_grad,
            "is_leaf": tensor.is_leaf,
            "grad": None,
            "storage": None,
            "values": None,
        }
        if torch.nn.parameter.is_lazy(tensor):
            return record | {"form": "uninitialised"}
        if tensor.is_nested:
            return record | {"form": "unsupported"}
        record["shape"] = [int(size) for size in tensor.shape]
        if tensor.is_leaf and tensor.grad is not None:
            record["grad"] = self.node(tensor.grad)
        return record | self._values(tensor)

    def _values(self, tensor: torch.Tensor) -> dict[str, Any]:
        if tensor.is_meta:
            return {"form": "meta"}
        if tensor.layout != torch.strided or tensor.dtype not in DTYPE_NAMES or tensor.dim() > MAX_DIMS:
            return {"form": "unsupported"}
        # Counted before any copy: an expanded view has more elements than memory.
        if not self._afford(extent(tensor.shape) * tensor.element_size()):
            return {"form": "too_large"}
        storage = tensor.untyped_storage()
        self.kept.append(storage)
        values = torch.Tensor.detach(tensor).resolve_conj().resolve_neg()
        # Off the CPU this is a copy already.
        values = values.clone() if values.device.type == "cpu" else values.cpu()
        return {"values": values.as_subclass(torch.Tensor), "storage": storage.data_ptr() or None}

    def _afford(self, size: int) -> bool:
        """Whether one more buffer of so many bytes can be sent; if so, it is counted."""
        if size > self._budget or self._buffers == MAX_BUFFERS:
            return False
        self._budget -= size
        self._buffers += 1
        return True


class Raised:
    """An exception that a probe caught, as a value that it can return."""

    def __init__(self, description: dict[str, Any]) -> None:
        self.description = description


def _opaque(name: str) -> dict[str, Any]:
    return {"kind": "opaque", "type": _sendable(name)[:200]}


def _name(name: Any) -> str:
    return _sendable(str(name))


def _sendable(text: str) -> str:
    """Return `text` cut to a fair length and without lone surrogates, which no frame carries."""
    return text[:MAX_TEXT].encode("utf-8", "replace").decode("utf-8")


def _shifted(tree: Any, offset: int) -> Any:
    if type(tree) is dict:
        if set(tree) == {"object"}:
            return {"object": tree["object"] + offset}
        return {key: _shifted(item, offset) for key, item in tree.items()}
    if type(tree) is list:
        return [_shifted(item, offset) for item in tree]
    return tree
