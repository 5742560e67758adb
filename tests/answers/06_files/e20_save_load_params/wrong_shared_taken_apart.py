"""Puts new tensors in place name by name: a layer or weight with two names becomes two.

misconception: a_name_is_a_tensor
check: test_a_shared_layer_stays_shared
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    for name, value in state.items():
        part, _, last = name.rpartition(".")
        module = net.get_submodule(part)
        if last in module._parameters:
            old = module._parameters[last]
            module._parameters[last] = nn.Parameter(value, requires_grad=old.requires_grad)
    return net.eval()
