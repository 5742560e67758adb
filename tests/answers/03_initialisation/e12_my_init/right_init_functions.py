"""Uses the functions of nn.init, which take care of autograd themselves, and `match` in my_init."""

from __future__ import annotations

import torch.nn.init as init
from torch import Generator, Tensor, bernoulli, full_like, nn, no_grad


@no_grad()
def strange_(tensor: Tensor, generator: Generator | None = None) -> Tensor:
    init.uniform_(tensor, 5, 10, generator=generator)
    half = full_like(tensor, 0.5)
    tensor.mul_(1 - 2 * bernoulli(half, generator=generator))
    tensor[bernoulli(half, generator=generator).bool()] = 0
    return tensor


def my_init(module: nn.Module) -> None:
    match module:
        case nn.Linear(weight=weight):
            strange_(weight)
