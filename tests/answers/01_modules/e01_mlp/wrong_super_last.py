"""The learner thinks that `super().__init__()` finishes the work, so it stands last; assigning a layer raises
before.

misconception: no_super_init
check: test_shapes
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)
        super().__init__()

    def forward(self, X: Tensor) -> Tensor:
        return self.out(F.relu(self.hidden(X)))
