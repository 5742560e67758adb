"""Takes the imaginary part off the graph.

misconception: values_are_all
check: test_gradients_are_those_of_the_formula
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        Y = torch.fft.rfft(X)
        return torch.complex(Y.real, Y.imag.detach())
