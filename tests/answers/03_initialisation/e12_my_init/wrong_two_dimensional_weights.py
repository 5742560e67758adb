"""Takes a module with a weight of two dimensions for a linear layer: an Embedding changes too.

misconception: a_weight_makes_a_linear
check: test_my_init_leaves_other_modules_alone
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        tensor.masked_fill_(tensor.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    weight = getattr(module, "weight", None)
    if weight is not None and weight.dim() == 2:
        strange_(weight)
