"""Copies into the entries of state_dict(): those of a lazy net have no memory yet.

misconception: shapes_always_exist
check: test_a_lazy_net_can_be_filled
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
    for name, value in state.items():
        if own[name].size() != value.size():
            raise ValueError(f"{name} has another shape")
        own[name].copy_(value)
    return net.eval()
