"""Finds each tensor by walking from module to module, and writes through `.data`; lists names of its own."""

from __future__ import annotations

from torch import Tensor, nn


def listed(net):
    """Every parameter and every buffer of the state, under each of its names."""
    found = {}
    for path, module in net.named_modules(remove_duplicate=False):
        kept = [k for k in module._buffers if k not in module._non_persistent_buffers_set]
        for name, value in {**module._parameters, **{k: module._buffers[k] for k in kept}}.items():
            if value is not None:
                found[f"{path}.{name}".lstrip(".")] = value
    return found


def transplant(src_state: dict[str, Tensor], dst: nn.Module, rename: dict[str, str]) -> list[str]:
    own, moves = listed(dst), []
    for old, new in rename.items():
        here = [name for name in src_state if name == old or name[: len(old) + 1] == f"{old}."]
        there = [name for name in own if name == new or name[: len(new) + 1] == f"{new}."]
        moves += [(name, new + name[len(old) :]) for name in here]
        if not here or {new + name[len(old) :] for name in here} != set(there):
            raise ValueError(f"{old} -> {new}: {here} does not match {there}")
    for name, target in moves:
        if list(src_state[name].shape) != list(own[target].shape):
            raise ValueError(f"{name} has another shape than {target}")
    for name, target in moves:
        own[target].data.copy_(src_state[name].data)
    return sorted(target for _, target in moves)
