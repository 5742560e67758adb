"""Sets the epoch in a tensor, reads under no_grad, and copies the net entry by entry."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn


def save_checkpoint(path, net, opt, epoch):
    state = {
        "net": net.state_dict(),
        "opt": opt.state_dict(),
        "random": torch.get_rng_state(),
        "epoch": torch.tensor(epoch),
    }
    torch.save(state, path)


@torch.no_grad()
def load_checkpoint(path: str | Path, net: nn.Module, opt: torch.optim.Optimizer) -> int:
    state = torch.load(str(path), map_location=torch.device("cpu"))
    own = net.state_dict()
    shapes = [{name: value.shape for name, value in values.items()} for values in (own, state["net"])]
    if shapes[0] != shapes[1]:
        raise ValueError("the net is another one")
    for name, value in state["net"].items():
        own[name].copy_(value)
    opt.load_state_dict(state["opt"])
    torch.set_rng_state(state["random"])
    return int(state["epoch"])
