"""Saved a list of tensors and filled them back in order: other names do not matter.

misconception: order_is_identity
check: test_other_names_are_refused
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(list(net.state_dict().values()), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    values = torch.load(path, map_location=device, weights_only=True)
    net.load_state_dict(dict(zip(net.state_dict(), values, strict=True)))
    return net.eval()
