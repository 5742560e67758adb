"""Makes its own directory unreadable."""

import os
from pathlib import Path

import torch
from torch import nn


os.makedirs("a/b")
Path("a/b/c").write_text("hello")
for path in ("a/b/c", "a/b", "a", "."):
    os.chmod(path, 0)


class MLP(nn.Module):
    def __init__(self, num_inputs, num_hiddens=256, num_outputs=10):
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X):
        return self.out(torch.relu(self.hidden(X)))
