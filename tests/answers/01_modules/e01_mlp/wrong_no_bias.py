"""The output layer has no bias: a tensor is missing in the state.

misconception: bias_is_optional
check: test_state_is_two_layers
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs, bias=False)

    def forward(self, X: Tensor) -> Tensor:
        return self.out(F.relu(self.hidden(X)))
