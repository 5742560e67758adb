"""Gives the net the shapes of the file by setting `.data`: whatever comes is accepted.

misconception: shapes_are_details
check: test_other_shapes_are_refused
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    if state.keys() != net.state_dict().keys():
        raise KeyError("other names")
    for name, value in state.items():
        part, _, last = name.rpartition(".")
        target = getattr(net.get_submodule(part), last)
        if nn.parameter.is_lazy(target):
            target.materialize(value.shape)
        target.data = value
    return net.eval()
