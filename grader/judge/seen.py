"""How a check walks an observation: every access is total.

What is absent or of the wrong kind yields a `Missing`, never an exception; the comparison that follows says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import torch

from grader.judge.observation import Container, Device, Missing, Module, Raised, Tensor

# rtol and atol: wide enough for sums in another order, far too narrow for a wrong formula.
TOLERANCES: dict[torch.dtype, tuple[float, float]] = {
    torch.float64: (1e-8, 1e-9),
    torch.float32: (1e-4, 1e-5),
    torch.float16: (1e-2, 1e-3),
    torch.bfloat16: (3e-2, 1e-2),
    torch.complex64: (1e-4, 1e-5),
    torch.complex128: (1e-8, 1e-9),
}
MAX_DEPTH = 100
MAX_UNWRAPPED = 200_000
PLAIN = (bool, int, float, str, bytes, torch.Size, torch.dtype)
DEVICE_TYPES = ("cpu", "cuda", "meta")


@dataclass(frozen=True)
class Trust:
    """What a check believes without comparing: nothing, unless its author asks what would be lost by that.

    Attributes:
        claims: what a worker says about itself: identity, or a lone True or False.
        everything: all that it compares.
        line: what is compared by the `expect` that begins at this line of the suite.
    """

    claims: bool = False
    everything: bool = False
    line: int | None = None


class Ledger:
    """Counts the comparisons of one check: a check that compared nothing has not passed."""

    def __init__(self, trust: Trust = Trust()) -> None:
        self.comparisons = 0
        self.trust = trust


@dataclass(frozen=True)
class Seen:
    """A record together with the way that led to it.

    Attributes:
        record: a plain value or a record of `grader.judge.observation`, among them `Missing`.
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

    def each(self, key: Any) -> Seen:
        """Return the list of what stands under `key` in each item of a list: one answer to many drawn cases."""
        path = f"{key} of each of {self.path}"
        if not isinstance(self.record, Container) or self.record.kind not in ("list", "tuple"):
            return Seen(Missing(f"{self.path} is not a list"), path, self.ledger)
        items = tuple(_entry(item, key) for item in self.record.items)
        return Seen(Container("list", "list", self.record.identity, items), path, self.ledger)

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
        if name in found:
            return Seen(found[name], path, self.ledger)
        return Seen(Missing(f"no {name!r} among the {table}: {list(found)}"), path, self.ledger)

    @property
    def grad(self) -> Seen:
        """The gradient of a recorded leaf tensor (None where it has none)."""
        path = f"{self.path}.grad"
        if not isinstance(self.record, Tensor):
            return Seen(Missing(f"{self.path} is not a tensor"), path, self.ledger)
        return Seen(self.record.grad, path, self.ledger)

    @property
    def raised(self) -> str | None:
        """``Type: message`` of an exception that was caught; None where there was none."""
        return f"{self.record.type}: {self.record.message}" if isinstance(self.record, Raised) else None

    def raised_a(self, *types: str) -> bool:
        """Whether an exception of one of these types, or of a subclass, was caught."""
        return isinstance(self.record, Raised) and bool(set(types) & set(self.record.bases))

    def is_close(self, value: Any, tolerance: tuple[float, float] | None = None) -> bool:
        """Whether this is `value`: tensors within the tolerance (rtol, atol), all else exactly; never fails."""
        plain, whole = unwrapped(self.record)

        def close(actual: torch.Tensor, expected: torch.Tensor) -> bool:
            rtol, atol = tolerance or tolerances(expected.dtype)
            return torch.allclose(actual, expected, rtol=rtol, atol=atol, equal_nan=True)

        return whole and same(plain, value, close)

    def tensor(self) -> torch.Tensor | None:
        """Return the values of a recorded tensor, or None where there are none."""
        return self.record.values if isinstance(self.record, Tensor) else None

    def plain(self) -> Any:
        """Return the value as ordinary Python: scalars, lists, tuples, sets, dicts, tensors.

        What has no such form is None, within containers too; as a key or in a set it is left out.
        """
        return unwrapped(self.record)[0]


def tolerances(dtype: torch.dtype) -> tuple[float, float]:
    """Return (rtol, atol) for a dtype; whole numbers must be equal."""
    return TOLERANCES.get(dtype, (0.0, 0.0))


def same(actual: Any, expected: Any, tensors: Callable[[torch.Tensor, torch.Tensor], bool] = torch.equal) -> bool:
    """Whether two plain values are equal, their types included; `tensors` compares tensors of one shape and dtype."""
    if isinstance(expected, torch.Tensor) and isinstance(actual, torch.Tensor):
        alike = actual.shape == expected.shape and actual.dtype == expected.dtype
        return alike and tensors(actual, expected)
    if type(actual) is not type(expected):
        return False
    if isinstance(expected, (list, tuple)):
        pairs = zip(actual, expected, strict=False)
        return len(actual) == len(expected) and all(same(*pair, tensors) for pair in pairs)
    if isinstance(expected, dict):
        alike = _typed(actual) == _typed(expected)
        return alike and all(same(actual[key], expected[key], tensors) for key in expected)
    if isinstance(expected, (set, frozenset)):
        return _typed(actual) == _typed(expected)
    return bool(actual == expected)


def _typed(keys: Iterable[Any]) -> set[tuple[type, Any]]:
    """Return the keys with their types: for Python 1, 1.0 and True are the same key."""
    return {(type(key), key) for key in keys}


def unwrapped(record: Any) -> tuple[Any, bool]:
    """Return the record as ordinary Python, and whether nothing was lost on the way.

    None stands for what has no such form: a module, an opaque object, a tensor without values, a container inside
    itself, and what lies more than `MAX_DEPTH` containers deep.
    """
    unwrapping = _Unwrapping()
    plain = unwrapping.plain(record, 0)
    return plain, unwrapping.whole


class _Unwrapping:
    """Unwraps each container once, so that sharing costs nothing and a cycle ends.

    Whoever walks the result meets a shared container as often as it is named: a structure that would then have
    more than `MAX_UNWRAPPED` parts is lost, or a comparison of two of them might never end.
    """

    def __init__(self) -> None:
        self.done: dict[int, Any] = {}
        self.sizes: dict[int, int] = {}
        self.begun: set[int] = set()
        self.whole = True

    def plain(self, record: Any, depth: int) -> Any:
        if isinstance(record, Container):
            if id(record) in self.done:
                return self.done[id(record)]
            if depth > MAX_DEPTH or id(record) in self.begun:
                return self.lost()
            self.begun.add(id(record))
            plain = self.container(record, depth + 1)
            parts = [part for pair in record.pairs for part in pair] or record.items
            self.sizes[id(record)] = size = 1 + sum(self.sizes.get(id(part), 1) for part in parts)
            if size > MAX_UNWRAPPED:
                return self.lost()
            self.done[id(record)] = plain
            return plain
        if isinstance(record, Tensor) and record.values is not None:
            return record.values
        if isinstance(record, Device) and record.type in DEVICE_TYPES and (record.index or 0) in range(128):
            return torch.device(record.type) if record.index is None else torch.device(record.type, record.index)
        return record if record is None or type(record) in PLAIN else self.lost()

    def lost(self) -> None:
        self.whole = False

    def container(self, record: Container, depth: int) -> Any:
        if record.kind == "dict":
            pairs = [(self.plain(key, depth), self.plain(value, depth)) for key, value in record.pairs]
            return {key: value for key, value in pairs if self.can_be_key(key)}
        items = [self.plain(item, depth) for item in record.items]
        if record.kind == "set":
            return {item for item in items if self.can_be_key(item)}
        return tuple(items) if record.kind == "tuple" else items

    def can_be_key(self, value: Any) -> bool:
        fit = value is None or type(value) in (bool, int, float, str, bytes)
        self.whole = self.whole and fit
        return fit


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
