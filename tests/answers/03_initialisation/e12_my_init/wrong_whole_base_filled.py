"""Asked for contiguous memory and filled the whole storage: entries outside of a view change too.

misconception: a_view_owns_its_storage
check: test_views_fill_what_they_look_into
"""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    with torch.no_grad():
        base = tensor if tensor._base is None else tensor._base
        base.uniform_(-10, 10, generator=generator)
        base.masked_fill_(base.abs() < 5, 0.0)
    return tensor


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
