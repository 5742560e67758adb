"""What came back from one probe, as records.

`decode` turns the worker's table into records and refuses anything of another form (`Garbled`). A check
walks them through `grader.judge.seen.Seen`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import torch

# Far more than any model of this chapter needs, far less than the judge's memory.
MAX_NAMES_LENGTH = 1 << 22
MODULE_COSTS = 64
# The recorder cuts what it writes at these lengths.
MAX_TYPE = 200
MAX_MESSAGE = 4000
MAX_LINES = 20
FORMS = ("values", "uninitialised", "meta", "too_large", "unsupported")


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

        A module inside itself is not entered again, and the walk ends when the names have used up their room:
        a worker can send a structure with more paths than there are atoms, or with names of a megabyte.
        """
        result: dict[str, Any] = {}
        ways: list[tuple[str, Module, tuple[int, ...]]] = [("", self, ())]
        room = MAX_NAMES_LENGTH
        while ways:
            prefix, module, above = ways.pop()
            own: dict[str, Any] = getattr(module, table)
            room -= (len(prefix) + MODULE_COSTS) * (len(own) + len(module.modules) + 1)
            if room < 0:
                break
            result |= {prefix + name: item for name, item in own.items()}
            for name, child in reversed(module.modules.items()):
                if isinstance(child, Module) and child.identity not in (*above, module.identity):
                    ways.append((f"{prefix}{name}.", child, (*above, module.identity)))
        return result


def places(record: Tensor | Module) -> list[tuple[str, str]]:
    """Return where a tensor is, under no name, or where each parameter and buffer of a module is, by name."""
    if isinstance(record, Tensor):
        return [("", record.device)]
    named = record.named("parameters") | record.named("buffers")
    return [(f"`{name}`", tensor.device) for name, tensor in named.items() if isinstance(tensor, Tensor)]


def decode(table: Any) -> Any:
    """Return the record of what a probe returned.

    Raises:
        Garbled: when `table` is not a table as the recorder writes it.
    """
    if type(table) is not dict:
        raise Garbled("not a table")
    entries = _typed(table, "objects", list)
    records = [_blank(entry) for entry in entries]
    # Filled when all records exist: containers may be cyclic.
    for entry, record in zip(entries, records, strict=True):
        _fill(entry, record, records)
    return _node(_get(table, "root"), records)


def raised(entry: dict[str, Any]) -> Raised:
    """Return the record of an exception from its plain description.

    Raises:
        Garbled: when the description has another form.
    """
    return Raised(
        _text(entry, "type"),
        tuple(_few(entry, "bases", str)),
        _text(entry, "message", MAX_MESSAGE),
        tuple(_few(entry, "lines", int)),
    )


def _blank(entry: Any) -> Any:
    if type(entry) is not dict:
        raise Garbled("an object that is no record")
    kind = _text(entry, "kind")
    if kind == "tensor":
        return _tensor(entry)
    if kind == "module":
        return Module(_text(entry, "type"), _typed(entry, "training", bool), _typed(entry, "identity", int))
    if kind in ("list", "tuple", "set", "dict"):
        fields = tuple(_items(entry, "fields", str)) if "fields" in entry else ()
        return Container(kind, _text(entry, "type"), _typed(entry, "identity", int), fields=fields)
    if kind == "size":
        return torch.Size(_sizes(entry, "items"))
    if kind == "dtype":
        # Not `getattr`: some names would make torch import half of itself.
        dtype = vars(torch).get(_text(entry, "name"))
        return dtype if isinstance(dtype, torch.dtype) else Opaque("torch.dtype")
    if kind == "device":
        return Device(_text(entry, "type"), _typed(entry, "index", int, type(None)))
    if kind == "bytes":
        return _typed(entry, "content", bytes)
    if kind == "raised":
        return raised(entry)
    if kind == "opaque":
        return Opaque(_text(entry, "type"))
    raise Garbled("an unknown kind")


def _tensor(entry: dict[str, Any]) -> Tensor:
    form, shape, dtype = _text(entry, "form"), _sizes(entry, "shape"), _text(entry, "dtype")
    values = _typed(entry, "values", torch.Tensor, type(None))
    if form not in FORMS or (form == "values") != (values is not None):
        raise Garbled("values and form disagree")
    if values is not None and (list(values.shape), str(values.dtype)) != (shape, f"torch.{dtype}"):
        raise Garbled("values, shape and dtype disagree")
    return Tensor(
        form=form,
        type=_text(entry, "type"),
        values=values,
        shape=tuple(shape),
        dtype=dtype,
        device=_text(entry, "device"),
        requires_grad=_typed(entry, "requires_grad", bool),
        is_leaf=_typed(entry, "is_leaf", bool),
        is_parameter=_typed(entry, "is_parameter", bool),
        grad=None,
        identity=_typed(entry, "identity", int),
        storage=_typed(entry, "storage", int, type(None)),
    )


def _fill(entry: dict[str, Any], record: Any, records: list[Any]) -> None:
    if isinstance(record, Tensor):
        object.__setattr__(record, "grad", _node(_get(entry, "grad"), records))
    elif isinstance(record, Container) and record.kind == "dict":
        pairs = _rows(entry, "pairs", 2)
        record.pairs = tuple((_node(key, records), _node(value, records)) for key, value in pairs)
    elif isinstance(record, Container):
        record.items = tuple(_node(item, records) for item in _typed(entry, "items", list))
    elif isinstance(record, Module):
        record.parameters = {_name(name): _node(item, records) for name, item in _rows(entry, "parameters", 2)}
        record.modules = {_name(name): _node(item, records) for name, item in _rows(entry, "modules", 2)}
        for name, item, persistent in _rows(entry, "buffers", 3):
            if type(persistent) is not bool:
                raise Garbled("a buffer of another form")
            record.buffers[_name(name)] = _node(item, records)
            record.persistent[name] = persistent


def _node(node: Any, records: list[Any]) -> Any:
    if type(node) is not dict:
        if node is not None and type(node) not in (bool, int, float, str):
            raise Garbled("a node of another type")
        return node
    index = node.get("object")
    if type(index) is not int or not 0 <= index < len(records) or len(node) != 1:
        raise Garbled("a node that names no object")
    return records[index]


def _get(entry: dict[str, Any], name: str) -> Any:
    if name not in entry:
        raise Garbled(f"{name} is absent")
    return entry[name]


def _typed(entry: dict[str, Any], name: str, *kinds: type) -> Any:
    value = _get(entry, name)
    if type(value) not in kinds:
        raise Garbled(f"{name} is not a {kinds[0].__name__}")
    return value


def _text(entry: dict[str, Any], name: str, limit: int = MAX_TYPE) -> str:
    text: str = _typed(entry, name, str)
    if len(text) > limit:
        raise Garbled(f"{name} is too long")
    return text


# A tensor can stand wherever a list is due, and walking over one makes an object of each of its entries: so
# everything that is walked over is known to be a list first.


def _items(entry: dict[str, Any], name: str, kind: type) -> list[Any]:
    items: list[Any] = _typed(entry, name, list)
    if not all(type(item) is kind for item in items):
        raise Garbled(f"{name} holds something else than {kind.__name__}")
    return items


def _few(entry: dict[str, Any], name: str, kind: type) -> list[Any]:
    items = _items(entry, name, kind)
    if len(items) > MAX_LINES:
        raise Garbled(f"{name} is too long")
    return items


def _sizes(entry: dict[str, Any], name: str) -> list[int]:
    sizes = _items(entry, name, int)
    if not all(size >= 0 for size in sizes):
        raise Garbled(f"{name} is not made of sizes")
    return sizes


def _rows(entry: dict[str, Any], name: str, width: int) -> list[list[Any]]:
    rows = _items(entry, name, list)
    if not all(len(row) == width for row in rows):
        raise Garbled(f"{name} is not made of rows of {width}")
    return rows


def _name(name: Any) -> str:
    if type(name) is not str:
        raise Garbled("a name that is not a text")
    return name
