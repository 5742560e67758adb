"""The learner asks for the name of the class, as old examples do.

misconception: a_weight_makes_a_linear
check: test_my_init_leaves_other_modules_alone
"""

import torch


def strange_(tensor, generator=None):
    with torch.no_grad():
        tensor.uniform_(-10, 10, generator=generator)
        return tensor.masked_fill_(tensor.abs() < 5, 0.0)


def my_init(module):
    if "Linear" in type(module).__name__:
        strange_(module.weight)
