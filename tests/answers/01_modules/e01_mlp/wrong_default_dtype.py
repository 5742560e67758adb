"""The model sets the default dtype to that of its input: later tensors of the caller change.

misconception: the_default_dtype_is_mine
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
        torch.set_default_dtype(X.dtype)
        return self.out(F.relu(self.hidden(X)))
