"""Adds strings to find a temporary name: a pathlib.Path raises.

misconception: a_path_is_a_str
check: test_exactly_the_given_path_is_written
"""

import os
from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path + ".part")
    os.replace(path + ".part", path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval()
