"""A transposed view of the weight is kept: it follows writes, but not `double()`.

misconception: a_copy_follows_its_weight
check: test_loads_and_copies
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)
        self.transposed = [self.hidden.weight.T]

    def forward(self, X: Tensor) -> Tensor:
        hidden = F.relu(X @ self.transposed[0] + self.hidden.bias)
        return self.out(hidden)
