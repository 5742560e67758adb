"""Runs a lazy net on a guess of an input first, so that it has shapes: these are then the wrong ones.

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
    if any(nn.parameter.is_lazy(param) for param in net.parameters()):
        net(torch.zeros(1, 20))
    net.load_state_dict(state)
    return net.eval()
