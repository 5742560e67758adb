"""The result is remembered for each input: after the weights change, the old one comes back.

misconception: results_may_be_remembered
check: test_layers_are_made_once
"""

import torch
from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)
        self.memory: list[tuple[Tensor, Tensor]] = []

    def forward(self, X: Tensor) -> Tensor:
        for seen, result in self.memory:
            if seen.shape == X.shape and torch.equal(seen, X):
                return result
        result = self.out(F.relu(self.hidden(X)))
        self.memory.append((X.detach().clone(), result))
        return result
