"""The layers are of a class of their own, with the shapes and names of `nn.Linear`, and multiply by hand."""

import torch
from torch import Tensor, nn


class Dense(nn.Module):
    """A fully connected layer."""

    def __init__(self, num_inputs: int, num_outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(num_outputs, num_inputs))
        self.bias = nn.Parameter(torch.zeros(num_outputs))
        nn.init.xavier_normal_(self.weight)

    def forward(self, X: Tensor) -> Tensor:
        return X @ self.weight.T + self.bias


class MLP(nn.Module):
    def __init__(self, num_inputs: int, num_hiddens: int = 256, num_outputs: int = 10) -> None:
        super().__init__()
        self.hidden = Dense(num_inputs, num_hiddens)
        self.out = Dense(num_hiddens, num_outputs)

    def forward(self, X: Tensor) -> Tensor:
        hidden = self.hidden(X)
        return self.out(torch.where(hidden > 0, hidden, torch.zeros_like(hidden)))
