"""Positions counted up from ones that `new_ones` makes where X is."""

import math

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        positions = X.new_ones(X.shape[1]).cumsum(0) - 1
        weights = torch.exp(positions * math.log(self.decay)) * (positions < lengths.unsqueeze(1))
        total = weights.sum(1)
        # The weights of no step sum to 0; one more than that divides nothing but zeros.
        return (weights[..., None] * X).sum(1) / (total + (lengths == 0))[:, None]
