"""Leaves out the entries whose shape does not fit, as fine-tuning recipes do.

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
    own = net.state_dict()
    if state.keys() != own.keys():
        raise KeyError("other names")
    fitting = {}
    for name, value in state.items():
        if nn.parameter.is_lazy(own[name]) or own[name].shape == value.shape:
            fitting[name] = value
    net.load_state_dict(fitting, strict=False)
    return net.eval()
