"""A list in a list, ten thousand times."""

import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        nest = []
        for _ in range(10_000):
            nest = [nest]
        return nest
