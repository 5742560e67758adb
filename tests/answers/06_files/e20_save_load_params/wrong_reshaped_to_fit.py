"""Reshapes each entry to the shape of the net: a (4, 6) weight goes into a (6, 4) one.

misconception: as_many_numbers_fit
check: test_other_shapes_are_refused
"""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    torch.save(net.state_dict(), path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(path, map_location=device, weights_only=True)
    own = net.state_dict()
    for name, value in state.items():
        if name in own and not nn.parameter.is_lazy(own[name]):
            state[name] = value.reshape(own[name].shape)
    net.load_state_dict(state)
    return net.eval()
