"""A plain list beside the attributes says what comes after what; it holds the same objects, which are
registered."""

from torch import Tensor, nn
from torch.nn import functional as F


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = nn.Linear(num_inputs, num_hiddens)
        self.out = nn.Linear(num_hiddens, num_outputs)
        self.steps = [self.hidden, F.relu, self.out]

    def forward(self, X: Tensor) -> Tensor:
        for step in self.steps:
            X = step(X)
        return X
