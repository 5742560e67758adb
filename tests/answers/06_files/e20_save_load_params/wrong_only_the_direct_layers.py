"""Saved the layers directly inside the net, one level deep.

misconception: modules_are_flat
check: test_a_filled_net_computes_the_same
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    state = {}
    for name, child in net.named_children():
        for key, param in child.named_parameters(recurse=False):
            state[f"{name}.{key}"] = param.detach()
    torch.save(state, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state, strict=False)
    return net.eval()
