"""Sets `training` of the outermost module: dropout and batch norm inside still train.

misconception: the_mode_is_one_flag
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
    net.training = False
    return net
