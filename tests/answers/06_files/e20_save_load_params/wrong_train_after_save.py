"""Saves in eval mode and switches all of the net to training afterwards, frozen parts too.

misconception: the_net_was_training
check: test_saving_leaves_the_net_as_it_was
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    net.eval()
    torch.save(net.state_dict(), path)
    net.train()


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval()
