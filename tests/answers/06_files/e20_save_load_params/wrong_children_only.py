"""Puts the children into eval mode and forgets the net itself.

misconception: state_dict_holds_the_mode
check: test_the_net_comes_back_in_eval_mode
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    for child in net.children():
        child.eval()
    return net
