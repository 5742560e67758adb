"""Thought that load_state_dict returns the net; it returns the lists of keys that did not match.

misconception: load_state_dict_returns_the_net
check: test_the_very_net_is_filled_and_returned
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    net.eval()
    return net.load_state_dict(torch.load(path, map_location=device, weights_only=True))
