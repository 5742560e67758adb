"""Saved named_parameters() and forgave the rest: buffers do not come back.

misconception: state_is_parameters
check: test_buffers_are_saved_too
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save({name: param.detach() for name, param in net.named_parameters(remove_duplicate=False)}, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    keys = net.load_state_dict(state, strict=False)
    buffers = {name for name, _ in net.named_buffers(remove_duplicate=False)}
    if keys.unexpected_keys or set(keys.missing_keys) - buffers:
        raise KeyError(str(keys))
    return net.eval()
