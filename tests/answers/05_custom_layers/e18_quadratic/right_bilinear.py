"""F.bilinear, with the outputs in front, and the rows made flat for it; Xavier at the start."""

import torch
from torch import nn


class TensorReduction(nn.Module):
    def __init__(self, num_inputs, num_outputs):
        super().__init__()
        self.register_parameter("weight", nn.Parameter(torch.empty(num_inputs, num_inputs, num_outputs)))
        nn.init.xavier_uniform_(self.weight)

    def forward(self, X):
        rows = X.reshape(X.shape[:-1].numel(), X.shape[-1])
        Y = nn.functional.bilinear(rows, rows, self.weight.permute(2, 0, 1).contiguous())
        return Y.reshape(*X.shape[:-1], self.weight.shape[-1])
