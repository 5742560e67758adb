"""Horner's rule: from the last step to the first, without a power and without a mask over T."""

import torch
from torch import nn


class DecayedMean(nn.Module):
    def __init__(self, max_len, decay=0.9):
        super().__init__()
        self.decay = decay

    def forward(self, X, lengths):
        total = torch.zeros_like(X[:, 0])
        weight = torch.zeros_like(X[:, 0, :1])
        for t in reversed(range(X.shape[1])):
            inside = (t < lengths).unsqueeze(1)
            total = torch.where(inside, X[:, t] + self.decay * total, total)
            weight = torch.where(inside, 1 + self.decay * weight, weight)
        return total / torch.where(weight > 0, weight, torch.ones_like(weight))
