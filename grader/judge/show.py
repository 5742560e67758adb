"""Values as text for learners: short, complete where that is possible, with the type where it matters."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

import torch

from grader.judge.observation import Container, Device, Missing, Module, Opaque, Raised, Tensor

MAX_TEXT = 1500
MAX_ITEMS = 12
# Of what torch prints, which keeps six entries of every dimension; beyond four of them that is a book.
MAX_ENTRIES = 6**4


def show(value: Any, depth: int = 0) -> str:
    """Return `value`, a record or plain Python, as the learner should read it."""
    return clipped(_show(value, depth))


def clipped(text: str) -> str:
    """Return `text` as far as anybody would read it."""
    return text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + " ..."


def shape_text(shape: tuple[int, ...]) -> str:
    """Return a shape as Python writes a tuple: ``(3, 4)``, ``(3,)``, ``()``."""
    return str(tuple(shape))


def number(value: float | int | complex | bool) -> str:
    """Return a number with as many digits as are needed to see a difference."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def type_name(record: Any) -> str:
    """Return what a record is, with its article: "a list", "None"."""
    if isinstance(record, (Container, Module, Opaque)):
        return f"a {record.type}"
    return "None" if record is None else f"a {type(record).__name__}"


def _show(value: Any, depth: int) -> str:
    if depth > 3:
        return "..."
    if isinstance(value, Tensor):
        return _tensor_record(value)
    if isinstance(value, torch.Tensor):
        return _tensor(value)
    if isinstance(value, Container):
        return _container(value, depth)
    if isinstance(value, Module):
        return f"a {value.type} with parameters {show(list(value.named('parameters')), depth + 1)}"
    if isinstance(value, Raised):
        return f"{value.type}: {value.message}" if value.message else value.type
    if isinstance(value, Missing):
        return f"nothing ({value.reason})"
    if isinstance(value, Opaque):
        return f"an object of type {value.type}"
    if isinstance(value, (Device, torch.device)):
        return f"torch.device({str(value)!r})"
    if isinstance(value, (list, tuple)) and type(value) is not torch.Size:
        inside = _listed((_show(item, depth + 1) for item in value), len(value))
        return f"[{inside}]" if isinstance(value, list) else f"({inside})"
    if type(value) is dict:
        return "{" + _listed(_pairs(value.items(), depth), len(value)) + "}"
    if isinstance(value, float):
        return number(value)
    return repr(value[: MAX_TEXT + 1]) if isinstance(value, (str, bytes)) else repr(value)


def _container(container: Container, depth: int) -> str:
    if container.kind == "dict":
        return "{" + _listed(_pairs(container.pairs, depth), len(container.pairs)) + "}"
    inside = _listed((_show(item, depth + 1) for item in container.items), len(container.items))
    opening, closing = {"list": ("[", "]"), "tuple": ("(", ")"), "set": ("{", "}")}[container.kind]
    return opening + inside + closing


def _pairs(pairs: Iterable[tuple[Any, Any]], depth: int) -> Iterator[str]:
    return (f"{_show(key, depth + 1)}: {_show(value, depth + 1)}" for key, value in pairs)


def _listed(items: Iterator[str], count: int) -> str:
    """Return the first items, no more of them than there is room for: each one costs time."""
    shown: list[str] = []
    while len(shown) < min(count, MAX_ITEMS) and sum(map(len, shown)) < MAX_TEXT:
        shown.append(next(items))
    return ", ".join(shown) + (f", ... {count} in all" if count > len(shown) else "")


def _tensor_record(tensor: Tensor) -> str:
    if tensor.values is not None:
        return _tensor(tensor.values)
    reason = {
        "uninitialised": "that is not initialised yet",
        "meta": "on the meta device, which holds no values",
        "too_large": "that is too large to look at",
        "unsupported": "of a kind that cannot be looked at",
    }.get(tensor.form, "")
    return f"a {tensor.dtype} tensor of shape {shape_text(tensor.shape)} {reason}".rstrip()


def _tensor(tensor: torch.Tensor) -> str:
    dtype = str(tensor.dtype).removeprefix("torch.")
    if tensor.dim() == 0:
        return f"{number(tensor.item())} (a 0-dimensional {dtype} tensor)"
    head = f"{dtype} tensor of shape {shape_text(tensor.shape)}"
    if not tensor.numel() or math.prod(min(size, 6) for size in tensor.shape) > MAX_ENTRIES:
        return head
    body = re.sub(r",?\s*dtype=[\w.]+", "", str(tensor.detach()))
    body = body.removeprefix("tensor(").removesuffix(")").replace("\n       ", "\n")
    return f"{head}\n{body}"


def worst(name: str, actual: torch.Tensor, expected: torch.Tensor, rtol: float, atol: float) -> str:
    """Say how many entries differ and which one differs most."""
    if not expected.numel():
        return f"{name} differs"
    wide = torch.complex128 if expected.is_complex() else torch.float64
    wrong = ~torch.isclose(actual, expected, rtol=rtol, atol=atol)
    difference = (actual.to(wide) - expected.to(wide)).abs().nan_to_num(nan=float("inf"))
    flat = int(torch.where(wrong, difference, -1.0).argmax())
    index = [int(part) for part in torch.unravel_index(torch.tensor(flat), expected.shape)]
    count, total = int(wrong.sum()), expected.numel()
    both = actual.reshape(-1)[flat].item(), expected.reshape(-1)[flat].item()
    got, want = map(number if number(both[0]) != number(both[1]) else repr, both)
    if not index:
        return f"{name} is {got}, expected {want}"
    return f"{name} is wrong in {count} of {total} entries; the worst, at {index}, is {got}, expected {want}"
