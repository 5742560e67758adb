"""Drew in float32 and chose with a mask: a float64 tensor raises.

misconception: all_floats_are_float32
check: test_any_shape_and_dtype
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    w = torch.empty(tensor.shape).uniform_(-10, 10, generator=generator)
    keep = w.abs() >= 5
    with torch.no_grad():
        tensor.zero_()
        tensor[keep] = w[keep]
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
