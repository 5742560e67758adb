"""Compares names and shapes itself, all of them before the first write, and copies entry by entry."""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    own = net.state_dict()
    missing, unexpected = own.keys() - state.keys(), state.keys() - own.keys()
    if missing or unexpected:
        raise KeyError(f"missing {sorted(missing)}, unexpected {sorted(unexpected)}")
    for name, value in state.items():
        lazy = nn.parameter.is_lazy(own[name])
        if not lazy and own[name].shape != value.shape:
            raise ValueError(f"{name}: {tuple(value.shape)} does not fit into {tuple(own[name].shape)}")
    with torch.no_grad():
        for name, value in state.items():
            part, _, last = name.rpartition(".")
            target = getattr(net.get_submodule(part), last)
            if nn.parameter.is_lazy(target):
                target.materialize(value.shape)
            target.copy_(value)
    return net.eval()
