"""All weights start at 0.01: no two units of the hidden layer will ever differ.

misconception: a_constant_start_will_do
check: test_models_are_independent
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)
        nn.init.constant_(self.hidden.weight, 0.01)
        nn.init.constant_(self.out.weight, 0.01)

    def forward(self, X: Tensor) -> Tensor:
        return self.out(F.relu(self.hidden(X)))
