"""A subclass of nn.Identity whose `forward` is a lambda, and whose mean comes from `einsum` over one row."""

import torch
from torch import nn


class CenteredLayer(nn.Identity):
    forward = lambda self, X: X - torch.einsum("i->", X.reshape(-1)) / X.numel()
