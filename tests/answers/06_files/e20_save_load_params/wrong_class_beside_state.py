"""Wrote the class of the net into the file as well: nobody else can read it safely.

misconception: save_the_model
check: test_the_file_holds_plain_data
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save({"class": type(net), "model": net.state_dict()}, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    file = torch.load(path, map_location=device, weights_only=False)
    if file["class"] is not type(net):
        raise TypeError("the file belongs to another class")
    net.load_state_dict(file["model"])
    return net.eval()
