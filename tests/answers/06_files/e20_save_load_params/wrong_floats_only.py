"""Saved the floating-point entries and forgave the rest: counters and masks do not come back.

misconception: state_is_floats
check: test_buffers_are_saved_too
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save({k: v for k, v in net.state_dict().items() if v.is_floating_point()}, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    for name, value in net.state_dict().items():
        if not value.is_floating_point():
            state.setdefault(name, value)
    net.load_state_dict(state)
    return net.eval()
