"""Saved numpy arrays: torch.load refuses them unless it may run whatever a file holds.

misconception: numpy_is_plain_data
check: test_the_file_holds_plain_data
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save({name: value.numpy() for name, value in net.state_dict().items()}, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    arrays = torch.load(path, map_location=device, weights_only=False)
    net.load_state_dict({name: torch.as_tensor(value) for name, value in arrays.items()})
    return net.eval()
