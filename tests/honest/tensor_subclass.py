"""Computes with a tensor subclass of its own and gives an ordinary tensor back.

exercise: e16
"""

import torch
from torch import nn


class Named(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, arguments=(), named=None):
        return super().__torch_function__(function, types, arguments, named)


class CenteredLayer(nn.Module):
    def forward(self, X):
        named = X.as_subclass(Named)
        return (named - named.mean()).as_subclass(torch.Tensor)
