"""Copies entry by entry and trusts `copy_` to refuse other shapes: it broadcasts.

misconception: copy_compares_shapes
check: test_other_shapes_are_refused
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    own = net.state_dict()
    if state.keys() != own.keys():
        raise KeyError("other names")
    with torch.no_grad():
        for name, value in own.items():
            if nn.parameter.is_lazy(value):
                part, _, last = name.rpartition(".")
                value = getattr(net.get_submodule(part), last)
                value.materialize(state[name].shape)
            value.copy_(state[name])
    return net.eval()
