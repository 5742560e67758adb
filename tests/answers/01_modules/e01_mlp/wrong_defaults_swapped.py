"""The two sizes trade places.

misconception: sizes_are_interchangeable
check: test_shapes
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_outputs)
        self.out = nn.Linear(num_outputs, num_hiddens)

    def forward(self, X: Tensor) -> Tensor:
        return self.out(F.relu(self.hidden(X)))
