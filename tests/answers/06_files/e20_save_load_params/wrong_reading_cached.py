"""Remembers what it read from a path: a file that was written anew is not read again.

misconception: a_file_never_changes
check: test_the_file_is_a_picture_of_the_moment
"""

import functools
from pathlib import Path

import torch
from torch import nn


@functools.cache
def read(path: str, device: str) -> dict:
    return torch.load(path, map_location=device, weights_only=True)


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    net.load_state_dict(read(str(path), str(device)))
    return net.eval()
