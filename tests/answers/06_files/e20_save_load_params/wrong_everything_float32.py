"""Saved everything as float32: float64 weights come back rounded.

misconception: all_floats_are_float32
check: test_every_value_comes_back_exactly
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save({k: v.float() if v.is_floating_point() else v for k, v in net.state_dict().items()}, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval()
