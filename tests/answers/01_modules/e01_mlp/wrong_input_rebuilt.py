"""The input is wrapped in a new tensor, which has forgotten where it came from.

misconception: input_needs_no_gradient
check: test_gradients
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
        X = torch.tensor(X.tolist(), dtype=X.dtype).reshape(X.shape)
        return self.out(F.relu(self.hidden(X)))
