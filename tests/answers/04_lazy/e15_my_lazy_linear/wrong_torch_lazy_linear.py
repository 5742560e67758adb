"""Thought: LazyLinear is a lazy layer, so it is one to inherit from.

misconception: float32_is_everywhere
check: test_the_dtype_is_that_of_the_first_input
"""

from torch import nn


class MyLazyLinear(nn.LazyLinear):
    def __init__(self, units):
        super().__init__(units)
