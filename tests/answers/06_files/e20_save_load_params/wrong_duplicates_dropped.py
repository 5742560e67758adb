"""Saved each tensor once: the second name of a shared layer is missing, and its own file is refused.

misconception: a_name_is_a_tensor
check: test_a_shared_layer_stays_shared
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    state = dict(net.named_parameters())
    for name, buffer in net.named_buffers():
        if name in net.state_dict():
            state[name] = buffer
    torch.save({name: value.detach() for name, value in state.items()}, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval()
