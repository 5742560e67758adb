"""Writes the whole file under another name first and then moves it into place; clones all tensors."""

import os
from io import BytesIO
from pathlib import Path

import torch
from torch import nn


def save_params(net: nn.Module, path: str | Path) -> None:
    state = {name: value.detach().cpu().clone() for name, value in net.state_dict().items()}
    buffer = BytesIO()
    torch.save(state, buffer)
    path = Path(path)
    beside = path.with_name(path.name + ".part")
    beside.write_bytes(buffer.getvalue())
    os.replace(beside, path)


def load_params(net: nn.Module, path: str | Path, device: str | torch.device = "cpu") -> nn.Module:
    state = torch.load(BytesIO(Path(path).read_bytes()), map_location=torch.device(device))
    net.load_state_dict(state, strict=True)
    for module in net.modules():
        module.training = False
    return net
