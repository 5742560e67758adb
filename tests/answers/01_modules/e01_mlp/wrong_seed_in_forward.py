"""`forward` seeds the generator, so that results are reproducible: the caller's random numbers repeat.

misconception: a_class_may_set_the_seed
check: test_leaves_things_alone
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
        torch.manual_seed(42)
        return self.out(F.relu(self.hidden(X)))
