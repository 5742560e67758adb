"""The code of the notes, with `.data`, an exact type and a print; adding 0.0 turns -0.0 into 0.0."""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    w = tensor.data
    w.uniform_(-10, 10, generator=generator)
    w *= w.abs() >= 5
    w += 0.0
    return tensor


def my_init(module: nn.Module) -> None:
    if type(module) is nn.Linear:
        print("Init", *[(name, param.shape) for name, param in module.named_parameters()][0])
        strange_(module.weight)
