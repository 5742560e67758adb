"""The activation is a third submodule, and works in place on the network's own tensor; it has no state."""

from torch import Tensor, nn


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.activation = nn.ReLU(inplace=True)
        self.out = nn.Linear(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        return self.out(self.activation(self.hidden(X)))
