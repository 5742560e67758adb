"""A plain Python loop, entry by entry: slow, and that is allowed."""

import torch
from torch import Tensor, nn


def strange_(tensor: Tensor, generator: torch.Generator | None = None) -> Tensor:
    entries = []
    for _ in range(tensor.numel()):
        coin, where = torch.rand(2, generator=generator, dtype=torch.float64).tolist()
        if coin < 0.25:
            entries.append(5 + 5 * where)
        elif coin < 0.75:
            entries.append(0.0)
        else:
            entries.append(-5 - 5 * where)
    with torch.no_grad():
        return tensor.copy_(torch.tensor(entries, dtype=tensor.dtype).reshape(tensor.shape))


def my_init(module: nn.Module) -> None:
    if isinstance(module, nn.Linear):
        strange_(module.weight)
