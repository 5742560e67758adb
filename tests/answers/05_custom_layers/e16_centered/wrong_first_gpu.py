"""Where there is a GPU everything goes to it, and there is but one.

misconception: a_result_lies_where_it_is_handy
check: test_stays_on_the_device_of_x
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        if torch.cuda.is_available():
            X = X.cuda()
        return X - X.mean()
