"""Comparisons of what was seen with what is right; the first broken rung of the ladder is reported.

Each comparison either counts in the ledger of its observation or raises `CheckFailed`. The ladder for
tensors: missing, raised, not a tensor, shape, dtype, NaN or infinity, values with the worst index.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, NoReturn

import torch

from grader.judge.observation import Container, Missing, Module, Raised, Tensor, places
from grader.judge.seen import Seen, same, tolerances, unwrapped
from grader.judge.show import clipped, shape_text, show, type_name, worst
from grader.judge.verdicts import CheckFailed, Misconception

Mistaken = Mapping[Misconception, Any] | Iterable[tuple[Misconception, Any]]


def expect(seen: Seen, called: str | None = None) -> Expectation:
    """Begin a comparison.

    Args:
        seen: what `observe` brought back, or a part of it.
        called: the learner's code that gave it, as the report shall show it, such as ``MLP(7, 5, 4)(X)``.
    """
    trust = seen.ledger.trust
    by_line = trust.line is not None and trust.line == sys._getframe(1).f_lineno
    return Expectation(seen, called, trusted=trust.everything or by_line)


class Expectation:
    """One observed value, waiting to be compared. Every method returns itself, so comparisons can be chained."""

    def __init__(self, seen: Seen, called: str | None = None, trusted: bool = False) -> None:
        self._seen = seen
        self._trusted = trusted
        self._record = seen.record
        self._called = called
        self._name = f"`{called}`" if called else seen.path

    def close(
        self,
        expected: Any,
        *,
        otherwise: Misconception | None = None,
        mistaken: Mistaken | None = None,
        tolerance: tuple[float, float] | None = None,
    ) -> Expectation:
        """Expect a tensor with the shape and dtype of `expected` and, within the tolerance, its values.

        Args:
            expected: a tensor, or dicts, lists and tuples of tensors: then the first entry that differs is named.
            otherwise: the misconception to name when the comparison fails.
            mistaken: for misconceptions that predict a value: what each would have given, as a mapping, or as
                pairs where one may give several values. The one that was in fact seen is named, not `otherwise`.
            tolerance: (rtol, atol) in place of the table's.
        """
        if self._believed():
            return self._passed()
        misconception = self._recognise(mistaken) or otherwise
        if not isinstance(expected, torch.Tensor):
            for part, value in self._parts(expected, misconception):
                part.close(value, otherwise=misconception, tolerance=tolerance)
            return self._passed()
        actual = self._tensor_like(expected, misconception)
        rtol, atol = tolerance or tolerances(expected.dtype)
        # Shape and dtype are equal by now, so nothing can broadcast. The same formula as
        # torch.testing.assert_close, whose first use would import sympy for a second.
        if not torch.isclose(actual, expected, rtol=rtol, atol=atol).all():
            self._fail(worst(self._name, actual, expected, rtol, atol), expected, misconception)
        return self._passed()

    def equal(
        self, expected: Any, *, otherwise: Misconception | None = None, mistaken: Mistaken | None = None
    ) -> Expectation:
        """Expect exactly `expected`: a tensor bit by bit, or plain Python of the same types.

        In a dict, list or tuple with tensors the first entry that differs is named.
        """
        if self._believed(claim=isinstance(expected, bool)):
            return self._passed()
        misconception = self._recognise(mistaken) or otherwise
        if isinstance(expected, torch.Tensor):
            actual = self._tensor_like(expected, misconception)
            if not torch.equal(actual, expected):
                self._fail(worst(self._name, actual, expected, 0.0, 0.0), expected, misconception)
            return self._passed()
        if _holds_tensors(expected):
            for part, value in self._parts(expected, misconception):
                part.equal(value, otherwise=misconception)
            return self._passed()
        # Shown here, since a text would be taken for words about what is expected.
        self._present(show(expected), misconception)
        plain, whole = unwrapped(self._record)
        if not whole or not same(plain, expected):
            self._fail(f"{self._name} is not what it should be", show(expected), misconception)
        return self._passed()

    def shaped(self, *shape: int, otherwise: Misconception | None = None) -> Expectation:
        """Expect a tensor of this shape, whatever its values."""
        if self._believed():
            return self._passed()
        tensor = self._tensor(f"a tensor of shape {shape_text(shape)}", otherwise)
        if tensor.form == "uninitialised":
            self._fail(f"{self._name} is {show(tensor)}", f"shape {shape_text(shape)}", otherwise)
        if tensor.shape != tuple(shape):
            self._fail(
                f"{self._name} has shape {shape_text(tensor.shape)}, expected {shape_text(shape)}",
                f"shape {shape_text(shape)}",
                otherwise,
                actual=f"shape {shape_text(tensor.shape)}",
            )
        return self._passed()

    def on(self, device: str, *, otherwise: Misconception | None = None) -> Expectation:
        """Expect a tensor there, or a module with all its parameters and buffers. Where something is, is a claim."""
        if self._believed(claim=True):
            return self._passed()
        self._present(f"on {device}", otherwise)
        if not isinstance(self._record, (Tensor, Module)):
            self._fail(f"{self._name} is {type_name(self._record)}, not a tensor or module", device, otherwise)
        for name, place in places(self._record):
            if place != device:
                what = f"{name} of {self._name}" if name else self._name
                self._fail(f"{what} is on {place}, expected {device}", device, otherwise, actual=place)
        return self._passed()

    def returned(self, *, otherwise: Misconception | None = None) -> Expectation:
        """Expect that the attempt raised nothing, whatever it returned."""
        if self._believed():
            return self._passed()
        self._present("no exception", otherwise)
        return self._passed()

    def raises(self, *types: str, otherwise: Misconception | None = None) -> Expectation:
        """Expect that the attempt raised: any exception, or one of these types or a subclass of them."""
        if self._believed():
            return self._passed()
        wanted = " or ".join(types) if types else "an exception"
        if not isinstance(self._record, Raised):
            self._present(wanted, otherwise)
            self._fail(f"{self._name} raised nothing, expected {wanted}", wanted, otherwise)
        if types and not set(types) & set(self._record.bases):
            self._fail(
                f"{self._name} raised {self._record.type}, expected {wanted}",
                wanted,
                otherwise,
                lines=self._record.lines,
            )
        return self._passed()

    def same_object_as(self, other: Seen, *, otherwise: Misconception | None = None) -> Expectation:
        """Expect the very object that `other` is. What a worker says about identity is a claim."""
        if self._believed(claim=True):
            return self._passed()
        self._present(f"the same object as {other.path}", otherwise)
        if _identity(self._record) is None or _identity(self._record) != _identity(other.record):
            self._fail(f"{self._name} is not the same object as {other.path}", other.record, otherwise)
        return self._passed()

    def another_object_than(self, other: Seen, *, otherwise: Misconception | None = None) -> Expectation:
        """Expect an object of its own. What a worker says about identity is a claim."""
        if self._believed(claim=True):
            return self._passed()
        wanted = f"another object than {other.path}"
        self._present(wanted, otherwise)
        for name, record in ((self._name, self._record), (other.path, other.record)):
            if _identity(record) is None:
                self._fail(f"{name} is {show(record)}, not an object that could be compared", wanted, otherwise)
        if _identity(self._record) == _identity(other.record):
            self._fail(f"{self._name} is the same object as {other.path}", "two objects", otherwise, actual="one")
        return self._passed()

    def satisfies(
        self,
        rule: Callable[[Any], bool],
        expected: str,
        *,
        otherwise: Misconception | None = None,
        mistaken: Mistaken | None = None,
        message: str | None = None,
        actual: str | None = None,
    ) -> Expectation:
        """Expect that `rule` holds for the plain value (`Seen.plain`), which may be None or of any type.

        Args:
            expected: the rule in words, for the report.
            message: what was observed; by default that the rule does not hold.
            actual: what to show instead of the value itself.
        """
        if self._believed(claim=isinstance(self._record, bool)):
            return self._passed()
        misconception = self._recognise(mistaken) or otherwise
        self._present(expected, misconception)
        if rule(self._seen.plain()) is not True:
            self._fail(message or f"{self._name} should be {expected}", expected, misconception, actual=actual)
        return self._passed()

    def holds(
        self,
        condition: bool,
        expected: str,
        *,
        otherwise: Misconception | None = None,
        mistaken: Mistaken | None = None,
        message: str | None = None,
        actual: str | None = None,
    ) -> Expectation:
        """Expect what the check has worked out from several values; the value itself must be there, of any kind.

        Args:
            expected, message, actual: as for `satisfies`.
        """
        return self.satisfies(
            lambda _: bool(condition),
            expected,
            otherwise=otherwise,
            mistaken=mistaken,
            message=message,
            actual=actual,
        )

    def _believed(self, claim: bool = False) -> bool:
        return self._trusted or (claim and self._seen.ledger.trust.claims)

    def _passed(self) -> Expectation:
        self._seen.ledger.comparisons += 1
        return self

    def _recognise(self, mistaken: Mistaken | None) -> Misconception | None:
        pairs = mistaken.items() if isinstance(mistaken, Mapping) else mistaken or ()
        return next((misconception for misconception, wrong in pairs if self._seen.is_close(wrong)), None)

    def _parts(self, expected: Any, misconception: Misconception | None) -> Iterator[tuple[Expectation, Any]]:
        """Walk a container and what is expected of it side by side; they have the same keys or the same length."""
        self._present(expected, misconception)
        kind = type(expected).__name__
        if not isinstance(self._record, Container) or self._record.kind != kind:
            self._fail(f"{self._name} is {type_name(self._record)}, not a {kind}", expected, misconception)
        keys = list(expected) if kind == "dict" else list(range(len(expected)))
        there = [key for key, _ in self._record.pairs] if kind == "dict" else list(range(len(self._record.items)))
        for key in keys:
            called = f"{self._called}[{key!r}]" if self._called else None
            yield Expectation(self._seen[key], called), expected[key]
        # Last, so that an entry that is missing is named first.
        if len(there) != len(keys):
            self._fail(f"{self._name} has {len(there)} entries, expected {len(keys)}", expected, misconception)

    def _present(self, expected: Any, misconception: Misconception | None) -> None:
        if isinstance(self._record, Missing):
            self._fail(f"{self._name} is missing: {self._record.reason}", expected, misconception)
        if isinstance(self._record, Raised):
            text = show(self._record)
            self._fail(f"{self._name} raised {text}", expected, misconception, lines=self._record.lines)

    def _tensor(self, expected: Any, misconception: Misconception | None) -> Tensor:
        self._present(expected, misconception)
        if not isinstance(self._record, Tensor):
            self._fail(f"{self._name} is {type_name(self._record)}, not a tensor", expected, misconception)
        return self._record

    def _tensor_like(self, expected: torch.Tensor, misconception: Misconception | None) -> torch.Tensor:
        record = self._tensor(expected, misconception)
        shape = tuple(expected.shape)
        if record.shape != shape:
            text = f"{self._name} has shape {shape_text(record.shape)}, expected {shape_text(shape)}"
            self._fail(text, expected, misconception)
        if record.values is None:
            self._fail(f"{self._name} is {show(record)}", expected, misconception)
        values = record.values
        if values.dtype != expected.dtype:
            text = f"{self._name} has dtype {record.dtype}, expected {str(expected.dtype).removeprefix('torch.')}"
            self._fail(text, expected, misconception)
        if not torch.isfinite(values).all() and torch.isfinite(expected).all():
            bad = _index(~torch.isfinite(values))
            self._fail(f"{self._name} is {values[bad].item()} at {list(bad)}", expected, misconception)
        return values

    def _fail(
        self,
        message: str,
        expected: Any,
        misconception: Misconception | None,
        *,
        actual: str | None = None,
        lines: tuple[int, ...] = (),
    ) -> NoReturn:
        raise CheckFailed(
            clipped(message),
            expected=clipped(expected) if isinstance(expected, str) else show(expected),
            actual=actual if actual is not None else show(self._record),
            misconception=misconception,
            lines=lines,
            error=self._seen.raised,
        )


def _holds_tensors(value: Any) -> bool:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return any(isinstance(part, torch.Tensor) or _holds_tensors(part) for part in parts)


def _identity(record: Any) -> int | None:
    return record.identity if isinstance(record, (Tensor, Module, Container)) else None


def _index(where: torch.Tensor) -> tuple[int, ...]:
    return tuple(where.nonzero()[0].tolist())
