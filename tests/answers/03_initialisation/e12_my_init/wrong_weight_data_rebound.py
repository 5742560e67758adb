"""Sets `weight.data` to a new tensor: an earlier state_dict() still holds the old memory.

misconception: data_assignment_is_in_place
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
        module.weight.data = strange_(torch.empty(module.weight.shape, dtype=module.weight.dtype))
