"""Writes a dictionary with a format number around the state."""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save({"format": 1, "model": net.state_dict()}, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    file = torch.load(path, map_location=device, weights_only=True)
    if set(file) != {"format", "model"} or file["format"] != 1:
        raise ValueError(f"{path} is not a file of save_params")
    net.load_state_dict(file["model"])
    net.eval()
    return net
