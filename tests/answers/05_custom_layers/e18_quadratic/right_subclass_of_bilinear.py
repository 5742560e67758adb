"""An nn.Bilinear without bias, whose weight is kept in the order of the task."""

import torch
from torch import Tensor, nn


class TensorReduction(nn.Bilinear):
    """A Bilinear with both inputs the same; the weight is stored (i, j, k) and not (k, i, j)."""

    def __init__(self, num_inputs, num_outputs):
        super().__init__(num_inputs, num_inputs, num_outputs, bias=False)
        self.weight = nn.Parameter(self.weight.data.movedim(0, 2))

    def forward(self, X):
        return nn.functional.bilinear(X.contiguous(), X.contiguous(), self.weight.movedim(2, 0))
