"""Keeps the state in the program's memory and writes an empty file: live tensors, and gone tomorrow.

misconception: a_state_dict_is_a_copy
check: test_the_file_is_a_picture_of_the_moment
"""

from pathlib import Path

import torch
from torch import nn

STATES: dict = {}


def save_params(net: nn.Module, path: str | Path) -> None:
    STATES[str(path)] = net.state_dict()
    torch.save({}, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(STATES[str(path)])
    return net.eval()
