"""A rule: what is done with tensors of a device, and what comes of it."""

from __future__ import annotations

import inspect
import json
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import torch

SAME = "Expected all tensors to be on the same device"


@dataclass(frozen=True)
class Refused:
    """An expectation: an exception of that kind, with all of these words in its message."""

    words: tuple[str, ...]
    kind: str = "RuntimeError"

    def __str__(self) -> str:
        return f"{self.kind} with {' ... '.join(self.words)}"


@dataclass(frozen=True)
class Outcome:
    """What came of an action: a plain value, or the classes and the message of what it raised."""

    value: Any = None
    kinds: tuple[str, ...] = ()
    message: str = ""

    def __str__(self) -> str:
        return f"{self.kinds[0]}: {' '.join(self.message.split())}" if self.kinds else json.dumps(self.value)


@dataclass(frozen=True)
class Rule:
    """One row of the table.

    Attributes:
        family: the operators or functions it is about.
        says: the rule in words.
        act: a function of some of ``x``, two by two ones on cuda:0, ``host``, the same on the CPU, and ``other``,
            the same on cuda:1, by these names; a function of torch is given `x` and `host`. It returns plain data.
        expected: what it returns, or `Refused`.
    """

    family: str
    says: str
    act: Callable[..., Any]
    expected: Any

    @property
    def name(self) -> str:
        """Family and rule, by which a row is called in tests and records."""
        return f"{self.family}: {self.says}"

    @property
    def wants(self) -> list[str]:
        """The names of what the action is given."""
        try:
            names = list(inspect.signature(self.act).parameters)
        except ValueError:
            return ["x", "host"]
        return names if set(names) <= {"x", "host", "other"} else ["x", "host"]

    @property
    def devices(self) -> int:
        """How many devices the action needs."""
        return 2 if "other" in self.wants else 1

    def broken(self, outcome: Outcome) -> str:
        """Return in which way an outcome is not the expected one, or nothing."""
        expected = self.expected
        if not isinstance(expected, Refused):
            kept = not outcome.kinds and outcome.value == plain(expected)
        else:
            kept = expected.kind in outcome.kinds and all(word in outcome.message for word in expected.words)
        return "" if kept else f"expected {expected}, came {outcome}"

    def outcome(self) -> Outcome:
        """Do it on the devices that torch sees, be they simulated or real, and leave them as they were."""
        available = {"host": torch.ones(2, 2)}
        torch.manual_seed(0)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for name, place in (("x", "cuda:0"), ("other", "cuda:1"))[: self.devices]:
                    available[name] = torch.ones(2, 2, device=place)
                value = self.act(*(available[name] for name in self.wants))
            return Outcome(plain(value))
        except Exception as error:
            return Outcome(kinds=tuple(one.__name__ for one in type(error).__mro__), message=str(error))
        finally:
            torch.set_default_device(None)
            torch.cuda.set_device(0)


def rules(family: str, rows: dict[str, tuple[Callable[..., Any], Any]]) -> list[Rule]:
    """Return the rules of a family, from their words to action and expectation."""
    return [Rule(family, says, act, expected) for says, (act, expected) in rows.items()]


def refused(*words: str, kind: str = "RuntimeError") -> Refused:
    """Expect a refusal in these words."""
    return Refused(words, kind)


def apart(argument: str, method: str) -> Refused:
    """Expect that a CUDA wrapper refuses an argument; between releases the words around the names change."""
    return Refused((SAME, f" {argument} ", f"in method {method})"))


# TensorIterator's words.
ITERATED = refused(SAME, "found at least two devices, cuda:0 and cpu!")
ANYHOW = refused(SAME)


def plain(value: Any) -> Any:
    """Return a value as it comes back from JSON."""
    return json.loads(json.dumps(value))


def place(*tensors: torch.Tensor) -> Any:
    """Return where tensors are, in words; of several, a list."""
    places = [str(tensor.device) for tensor in tensors]
    return places[0] if len(places) == 1 else places


def values(tensor: torch.Tensor) -> Any:
    """Return the numbers in a tensor."""
    return tensor.detach().cpu().tolist()


def seen(tensor: torch.Tensor) -> list[Any]:
    """Return where a tensor is, and its numbers."""
    return [place(tensor), values(tensor)]


def raised(action: Callable[[], Any]) -> str:
    """Return the name of the exception that an action raises, or nothing."""
    try:
        action()
    except Exception as error:
        return type(error).__name__
    return ""


def doubles(found: Iterable[str]) -> list[str]:
    """Return the names that occur more than once."""
    names = list(found)
    return sorted({name for name in names if names.count(name) > 1})
