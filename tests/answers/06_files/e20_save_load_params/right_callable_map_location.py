"""Uses a function as `map_location`, and opens the files itself."""

from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    with open(path, "wb") as file:
        torch.save(net.state_dict(), file)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    with open(path, "rb") as file:
        state = torch.load(file, map_location=lambda storage, where: storage, weights_only=True)
    keys = net.load_state_dict(state, strict=False)
    if keys.missing_keys or keys.unexpected_keys:
        raise RuntimeError(str(keys))
    net.train(False)
    return net
