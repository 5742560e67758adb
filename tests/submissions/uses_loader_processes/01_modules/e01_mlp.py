"""Loads data in processes of their own."""

import torch
from torch import nn
from torch.utils.data import DataLoader


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        batches = DataLoader(X, batch_size=max(1, len(X)), num_workers=2)
        return self.out(torch.relu(self.hidden(next(iter(batches)))))
