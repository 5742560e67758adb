"""Keeps its result in a file outside the working directory."""

import torch
from torch import nn


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        result = self.out(torch.relu(self.hidden(X)))
        torch.save(result, "/var/result.pt")
        return result
