"""The whole network is a lambda made in the constructor: a deep copy still runs the layers of the original.

misconception: a_closure_is_copied_along
check: test_loads_and_copies
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)
        self.run = lambda X: self.out(F.relu(self.hidden(X)))

    def forward(self, X: Tensor) -> Tensor:
        return self.run(X)
