"""The result will be looked at, and that is done on the CPU.

misconception: a_result_lies_where_it_is_handy
check: test_stays_on_the_device_of_x
"""

import torch
from torch import nn


class CenteredLayer(nn.Module):
    def forward(self, X):
        return (X - X.mean()).cpu()
