"""Switched gradients off to load and never on again: later training records nothing.

misconception: grad_mode_is_mine
check: test_the_settings_of_torch_stay
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    torch.set_grad_enabled(False)
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval()
