"""Lazy layers find the number of inputs out at the first call; `num_inputs` is not used."""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.LazyLinear(num_hiddens)
        self.out = nn.LazyLinear(num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        return self.out(F.relu(self.hidden(X)))
