"""Takes requires_grad away for the write and always gives it back: frozen weights thaw.

misconception: every_parameter_is_trained
check: test_parameters_that_require_grad_are_filled
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    tensor.requires_grad_(False)
    tensor.uniform_(-10, 10, generator=generator)
    tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor.requires_grad_(True)


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
