"""Reads the file and never hands the values to the net.

misconception: loading_fills_by_itself
check: test_a_filled_net_computes_the_same
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    torch.load(path, map_location=device, weights_only=True)
    return net.eval()
