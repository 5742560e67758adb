"""Values as text for learners: short, complete where that is possible, with the type where it matters."""

from __future__ import annotations

import re
from typing import Any

import torch

from grader.judge.observation import Container, Device, Missing, Module, Opaque, Raised, Tensor

MAX_TEXT = 1500
MAX_ITEMS = 12


def show(value: Any, depth: int = 0) -> str:
    """Return `value`, a record or plain Python, as the learner should read it."""
    return _clip(_show(value, depth))


def shape_text(shape: tuple[int, ...]) -> str:
    """Return a shape as Python writes a tuple: ``(3, 4)``, ``(3,)``, ``()``."""
    return str(tuple(shape))


def number(value: float | int | complex | bool) -> str:
    """Return a number with as many digits as are needed to see a difference."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


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
    if isinstance(value, Device):
        return f"torch.device({str(value)!r})"
    if isinstance(value, (list, tuple)) and type(value) is not torch.Size:
        inside = _listed([_show(item, depth + 1) for item in value[:MAX_ITEMS]], len(value))
        return f"[{inside}]" if isinstance(value, list) else f"({inside})"
    if isinstance(value, float):
        return number(value)
    return repr(value)


def _container(container: Container, depth: int) -> str:
    if container.kind == "dict":
        pairs = [f"{_show(k, depth + 1)}: {_show(v, depth + 1)}" for k, v in container.pairs[:MAX_ITEMS]]
        return "{" + _listed(pairs, len(container.pairs)) + "}"
    inside = _listed([_show(item, depth + 1) for item in container.items[:MAX_ITEMS]], len(container.items))
    opening, closing = {"list": ("[", "]"), "tuple": ("(", ")"), "set": ("{", "}")}[container.kind]
    return opening + inside + closing


def _listed(items: list[str], count: int) -> str:
    return ", ".join(items) + (f", ... {count} in all" if count > len(items) else "")


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
    if not tensor.numel():
        return head
    body = re.sub(r",?\s*dtype=[\w.]+", "", str(tensor.detach()))
    body = body.removeprefix("tensor(").removesuffix(")").replace("\n       ", "\n")
    return f"{head}\n{body}"


def _clip(text: str) -> str:
    return text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + " ..."
