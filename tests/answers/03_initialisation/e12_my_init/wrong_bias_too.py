"""Fills all parameters of the layer, the bias as well.

misconception: weights_means_all_parameters
check: test_my_init_keeps_parameter_and_bias
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        for param in module.parameters():
            strange_(param)
