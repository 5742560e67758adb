"""A tensor that lies about its shape, its dtype and its values; half of them are missing."""

import torch
from torch import nn


class Lying(torch.Tensor):
    @property
    def shape(self):
        return torch.Size([*super().shape[:-1], 2 * super().shape[-1]])

    @property
    def dtype(self):
        return torch.float64

    @property
    def layout(self):
        return torch.sparse_coo

    def numel(self):
        return 0

    def __eq__(self, other):
        return torch.ones(self.shape, dtype=torch.bool)

    @classmethod
    def __torch_function__(cls, function, types, arguments=(), options=None):
        return super().__torch_function__(function, types, arguments, options or {})


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        return (self.out(torch.relu(self.hidden(X))) + 1).as_subclass(Lying)
