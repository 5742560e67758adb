"""A GPU works behind one's back, so the result is waited for before it is handed out.

misconception: values_are_at_hand
check: test_stays_on_the_device_of_x
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        out = X - X.mean()
        if X.is_cuda:
            torch.cuda.synchronize()
        return out
