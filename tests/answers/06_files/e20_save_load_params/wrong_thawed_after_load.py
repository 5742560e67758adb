"""Thought that a loaded net is to be trained: frozen parameters thaw.

misconception: every_parameter_is_trained
check: test_parameters_stay_the_same_objects
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval().requires_grad_(True)
