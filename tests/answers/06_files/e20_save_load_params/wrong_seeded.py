"""Sets the global seed before loading, so that results can be repeated: the caller's chance starts anew.

misconception: seeding_inside_is_repeatable
check: test_the_settings_of_torch_stay
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    torch.manual_seed(0)
    state = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(state)
    return net.eval()
