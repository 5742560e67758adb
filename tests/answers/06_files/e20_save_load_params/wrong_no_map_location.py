"""Thought that files know no device: one written on a GPU machine cannot be read on one without.

misconception: files_have_no_device
check: test_a_file_from_a_gpu_machine_loads
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    net.load_state_dict(torch.load(path, weights_only=True))
    return net.eval()
