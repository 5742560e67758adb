"""Writes a list of pairs (name, tensor) instead of a dictionary, and reads it under no_grad."""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save([(name, value) for name, value in net.state_dict().items()], str(path))


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    with torch.no_grad():
        pairs = torch.load(str(path), map_location=str(device))
        net.load_state_dict(dict(pairs))
    return net.eval()
