"""Saved what can be trained and forgave the rest: a frozen parameter does not come back.

misconception: frozen_is_not_state
check: test_every_value_comes_back_exactly
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    trained = {name for name, param in net.named_parameters(remove_duplicate=False) if param.requires_grad}
    buffers = {name for name, _ in net.named_buffers(remove_duplicate=False)}
    torch.save({k: v for k, v in net.state_dict().items() if k in trained | buffers}, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    frozen = {name for name, param in net.named_parameters(remove_duplicate=False) if not param.requires_grad}
    keys = net.load_state_dict(state, strict=False)
    if keys.unexpected_keys or set(keys.missing_keys) - frozen:
        raise KeyError(str(keys))
    return net.eval()
