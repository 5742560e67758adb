"""What came back from one probe, as immutable records that a check can walk without ever failing.

`decode` turns the worker's table into records and refuses anything of another form (`Garbled`). A check
walks them through `Seen`: what is absent or of the wrong kind yields a `Missing`, never an exception.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import torch

MAX_NAMES = 10_000


class Garbled(Exception):
    """The worker's table does not have the form that our recorder writes."""


@dataclass(frozen=True)
class Missing:
    """Nothing stands here; `reason` says it in the learner's words."""

    reason: str


@dataclass(frozen=True)
class Opaque:
    """An object of a type that is not recorded."""

    type: str


@dataclass(frozen=True)
class Device:
    """A torch.device."""

    type: str
    index: int | None

    def __str__(self) -> str:
        return self.type if self.index is None else f"{self.type}:{self.index}"


@dataclass(frozen=True)
class Raised:
    """An exception that a probe caught: its type, the names of its bases, its message, the learner's lines."""

    type: str
    bases: tuple[str, ...]
    message: str
    lines: tuple[int, ...]


@dataclass(frozen=True, eq=False)
class Tensor:
    """One recorded tensor. `form` is "values", "uninitialised", "meta", "too_large" or "unsupported"."""

    form: str
    type: str
    values: torch.Tensor | None
    shape: tuple[int, ...]
    dtype: str
    device: str
    requires_grad: bool
    is_leaf: bool
    is_parameter: bool
    grad: Any
    identity: int
    storage: int | None


@dataclass(eq=False)
class Container:
    """A list, tuple, set or dict (`pairs`); filled after all records exist, since containers may be cyclic."""

    kind: str
    type: str
    identity: int
    items: tuple[Any, ...] = ()
    pairs: tuple[tuple[Any, Any], ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(eq=False)
class Module:
    """An nn.Module: its own parameters, buffers and children, by name, duplicates included."""

    type: str
    training: bool
    identity: int
    parameters: dict[str, Any] = field(default_factory=dict)
    buffers: dict[str, Any] = field(default_factory=dict)
    persistent: dict[str, bool] = field(default_factory=dict)
    modules: dict[str, Any] = field(default_factory=dict)

    def named(self, table: str) -> dict[str, Any]:
        """Return all "parameters" or "buffers" below this module by dotted name, duplicates included.

        A module inside itself is not entered again, and after `MAX_NAMES` names the walk ends: a worker can
        send a structure with more paths than there are atoms.
        """
        result: dict[str, Any] = {}
        ways: list[tuple[str, Module, tuple[int, ...]]] = [("", self, ())]
        while ways and len(result) < MAX_NAMES and len(ways) < MAX_NAMES:
            prefix, module, above = ways.pop()
            result |= {prefix + name: item for name, item in getattr(module, table).items()}
            for name, child in reversed(module.modules.items()):
                if isinstance(child, Module) and child.identity not in (*above, module.identity):
                    ways.append((f"{prefix}{name}.", child, (*above, module.identity)))
        return result


def decode(table: Any) -> Any:
    """Return the record of what a probe returned.

    Raises:
        Garbled: when `table` is not a table as the recorder writes it.
    """
    try:
        objects = table["objects"]
        records = [_blank(entry) for entry in objects]
        for entry, record in zip(objects, records, strict=True):
            _fill(entry, record, records)
        # Frozen records that refer to others are made last, when all they refer to exists.
        for position, entry in enumerate(objects):
            if entry["kind"] == "tensor":
                object.__setattr__(records[position], "grad", _node(entry["grad"], records))
        return _node(table["root"], records)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
        raise Garbled(f"{type(error).__name__}: {error}") from None


def _node(node: Any, records: list[Any]) -> Any:
    if type(node) is not dict:
        if node is not None and type(node) not in (bool, int, float, str):
            raise Garbled("a node of another type")
        return node
    index = node["object"]
    if type(index) is not int or index < 0 or len(node) != 1:
        raise Garbled("a node that names no object")
    return records[index]


def _typed(entry: dict[str, Any], name: str, kind: type) -> Any:
    value = entry[name]
    if type(value) is not kind:
        raise Garbled(f"{name} is not a {kind.__name__}")
    return value


def _blank(entry: dict[str, Any]) -> Any:
    kind = _typed(entry, "kind", str)
    if kind == "tensor":
        return _tensor(entry)
    if kind == "module":
        return Module(_typed(entry, "type", str), _typed(entry, "training", bool), _typed(entry, "identity", int))
    if kind in ("list", "tuple", "set", "dict"):
        fields = tuple(str(name) for name in entry.get("fields", ()))
        return Container(kind, _typed(entry, "type", str), _typed(entry, "identity", int), fields=fields)
    if kind == "size":
        return torch.Size(_typed(entry, "items", list))
    if kind == "dtype":
        return getattr(torch, _typed(entry, "name", str)) if _is_dtype(entry["name"]) else Opaque("torch.dtype")
    if kind == "device":
        index = entry["index"]
        return Device(_typed(entry, "type", str), index if index is None else _typed(entry, "index", int))
    if kind == "bytes":
        return _typed(entry, "content", bytes)
    if kind == "raised":
        return raised(entry)
    if kind == "opaque":
        return Opaque(_typed(entry, "type", str))
    raise Garbled("an unknown kind")


def _is_dtype(name: str) -> bool:
    return isinstance(getattr(torch, name, None), torch.dtype)


def raised(entry: dict[str, Any]) -> Raised:
    """Return the record of an exception from its plain description.

    Raises:
        Garbled: when the description has another form.
    """
    bases, lines = _typed(entry, "bases", list), _typed(entry, "lines", list)
    if not all(type(base) is str for base in bases) or not all(type(line) is int for line in lines):
        raise Garbled("an exception of another form")
    return Raised(_typed(entry, "type", str), tuple(bases), _typed(entry, "message", str), tuple(lines))


def _tensor(entry: dict[str, Any]) -> Tensor:
    shape = _typed(entry, "shape", list)
    if not all(type(size) is int and size >= 0 for size in shape):
        raise Garbled("a shape that is not made of sizes")
    form, values, storage = _typed(entry, "form", str), entry["values"], entry["storage"]
    if (form == "values") != isinstance(values, torch.Tensor):
        raise Garbled("values and form disagree")
    told = (shape, f"torch.{entry['dtype']}")
    if isinstance(values, torch.Tensor) and (list(values.shape), str(values.dtype)) != told:
        raise Garbled("values, shape and dtype disagree")
    return Tensor(
        form=form,
        type=_typed(entry, "type", str),
        values=values,
        shape=tuple(shape),
        dtype=_typed(entry, "dtype", str),
        device=_typed(entry, "device", str),
        requires_grad=_typed(entry, "requires_grad", bool),
        is_leaf=_typed(entry, "is_leaf", bool),
        is_parameter=_typed(entry, "is_parameter", bool),
        grad=None,
        identity=_typed(entry, "identity", int),
        storage=storage if storage is None else _typed(entry, "storage", int),
    )


def _fill(entry: dict[str, Any], record: Any, records: list[Any]) -> None:
    if isinstance(record, Container):
        if record.kind == "dict":
            record.pairs = tuple(
                (_node(key, records), _node(value, records)) for key, value in _typed(entry, "pairs", list)
            )
        else:
            record.items = tuple(_node(item, records) for item in _typed(entry, "items", list))
    elif isinstance(record, Module):
        record.parameters = {_name(name): _node(item, records) for name, item in _typed(entry, "parameters", list)}
        record.modules = {_name(name): _node(item, records) for name, item in _typed(entry, "modules", list)}
        for name, item, persistent in _typed(entry, "buffers", list):
            record.buffers[_name(name)] = _node(item, records)
            record.persistent[_name(name)] = bool(persistent)


def _name(name: Any) -> str:
    if type(name) is not str:
        raise Garbled("a name that is not a text")
    return name


class Ledger:
    """Counts the comparisons of one check: a check that compared nothing has not passed."""

    def __init__(self) -> None:
        self.comparisons = 0


@dataclass(frozen=True)
class Seen:
    """A record together with the way that led to it; every access is total.

    Attributes:
        record: a plain value, one of the records above, or a `Missing`.
        path: how a learner would name it, such as ``output`` or ``names[0]``.
        ledger: counts what is compared with this record or what lies below it.
    """

    record: Any
    path: str = "the result"
    ledger: Ledger = field(default_factory=lambda: Ledger(), compare=False)

    def __getitem__(self, key: Any) -> Seen:
        """Return the entry under `key` of a dict, or at position `key` of a list or tuple."""
        path = f"{self.path}[{key!r}]" if self.path != "the result" else str(key)
        return Seen(_entry(self.record, key), path, self.ledger)

    def parameter(self, name: str) -> Seen:
        """Return the parameter of a module under its dotted name."""
        return self._named("parameters", name)

    def buffer(self, name: str) -> Seen:
        """Return the buffer of a module under its dotted name."""
        return self._named("buffers", name)

    def _named(self, table: str, name: str) -> Seen:
        path = f"{self.path}.{name}"
        if not isinstance(self.record, Module):
            return Seen(Missing(f"{self.path} is not a module"), path, self.ledger)
        found = self.record.named(table)
        return Seen(found.get(name, Missing(f"no {name!r} among the {table}: {list(found)}")), path, self.ledger)

    @property
    def grad(self) -> Seen:
        """The gradient of a recorded leaf tensor (None where it has none)."""
        path = f"{self.path}.grad"
        if not isinstance(self.record, Tensor):
            return Seen(Missing(f"{self.path} is not a tensor"), path, self.ledger)
        return Seen(self.record.grad, path, self.ledger)

    def tensor(self) -> torch.Tensor | None:
        """Return the values of a recorded tensor, or None where there are none."""
        return self.record.values if isinstance(self.record, Tensor) else None

    def plain(self) -> Any:
        """Return the value as ordinary Python: scalars, lists, tuples, sets, dicts, tensors; else None."""
        return _Unwrapping().plain(self.record)


class _Unwrapping:
    """Unwraps each record once, so that sharing costs nothing and a cycle ends (as None)."""

    def __init__(self) -> None:
        self.done: dict[int, Any] = {}

    def plain(self, record: Any) -> Any:
        if isinstance(record, Tensor):
            return record.values
        if isinstance(record, Container):
            if id(record) not in self.done:
                self.done[id(record)] = None
                self.done[id(record)] = self.container(record)
            return self.done[id(record)]
        if record is None or type(record) in (bool, int, float, str, bytes, torch.Size, torch.dtype):
            return record
        return None

    def container(self, record: Container) -> Any:
        if record.kind == "dict":
            pairs = ((self.plain(key), self.plain(value)) for key, value in record.pairs)
            return {key: value for key, value in pairs if _hashable(key)}
        items = [self.plain(item) for item in record.items]
        if record.kind == "set":
            return {item for item in items if _hashable(item)}
        return tuple(items) if record.kind == "tuple" else items


def _entry(record: Any, key: Any) -> Any:
    if isinstance(record, Missing):
        return record
    if isinstance(record, Container) and record.kind == "dict":
        for name, value in record.pairs:
            if type(name) is type(key) and name == key:
                return value
        return Missing(f"nothing stands under {key!r}")
    if isinstance(record, Container) and record.kind in ("list", "tuple") and type(key) is int:
        if -len(record.items) <= key < len(record.items):
            return record.items[key]
        return Missing(f"there are only {len(record.items)} items")
    return Missing(f"there is nothing to look up {key!r} in")


def _hashable(value: Any) -> bool:
    return value is None or type(value) in (bool, int, float, str, bytes)
