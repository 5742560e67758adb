"""Takes requires_grad away from all parameters to save them: nothing learns any more.

misconception: the_net_is_finished
check: test_saving_leaves_the_net_as_it_was
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.requires_grad_(False).state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval()
