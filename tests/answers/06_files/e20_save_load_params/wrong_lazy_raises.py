"""Compares the shapes first: those of a lazy net do not exist yet.

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
    for name, value in net.state_dict().items():
        if name in state and value.shape != state[name].shape:
            raise ValueError(f"{name} has another shape")
    net.load_state_dict(state)
    return net.eval()
