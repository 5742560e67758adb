"""The work is done in float32 and the result cast back: in float64 half of the digits are lost.

misconception: everything_is_float32
check: test_every_mode_computes_the_same
"""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        hidden = F.relu(F.linear(X.float(), self.hidden.weight.float(), self.hidden.bias.float()))
        return F.linear(hidden, self.out.weight.float(), self.out.bias.float()).to(X.dtype)
