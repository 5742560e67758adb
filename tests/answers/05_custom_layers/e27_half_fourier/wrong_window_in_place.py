"""Takes the mean off in place, and puts it back into the result.

misconception: x_is_mine
check: test_the_callers_things_are_left_alone
"""

import torch
from torch import nn


class HalfFourier(nn.Module):
    def forward(self, X):
        n = X.shape[-1]
        mean = X.detach().mean(-1, keepdim=True)
        Y = torch.fft.rfft(X)
        X.data.sub_(mean)
        return Y
