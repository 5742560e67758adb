"""Gradients are switched on inside, whatever the caller asked for: under `no_grad` a graph is kept all the
same.

misconception: grad_mode_is_mine
check: test_every_mode_computes_the_same
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        with torch.enable_grad():
            return self.out(F.relu(self.hidden(X)))
