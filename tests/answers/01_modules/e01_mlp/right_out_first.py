"""The layers are made in the other order, with `add_module`: the order in `state_dict()` is not asked for."""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.add_module("out", nn.Linear(num_hiddens, num_outputs))
        self.add_module("hidden", nn.Linear(num_inputs, num_hiddens))

    def forward(self, X: Tensor) -> Tensor:
        return self.out(F.relu(self.hidden(X)))
