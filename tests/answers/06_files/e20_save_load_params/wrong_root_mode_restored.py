"""Saves in eval mode and gives all parts the mode of the outermost one afterwards.

misconception: the_mode_belongs_to_the_net
check: test_saving_leaves_the_net_as_it_was
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    mode = net.training
    net.eval()
    torch.save(net.state_dict(), path)
    net.train(mode)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval()
