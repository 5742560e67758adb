"""Saved the model itself: the file holds a pickled class, which only this source code can read.

misconception: save_the_model
check: test_the_file_holds_plain_data
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    saved = torch.load(path, map_location=device, weights_only=False)
    net.load_state_dict(saved.state_dict())
    return net.eval()
