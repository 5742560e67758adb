"""The learner switches `requires_grad` off for the write, and not on again.

misconception: filling_ends_training
check: test_parameters_that_require_grad_are_filled
"""

from torch import nn


def strange_(tensor, generator=None):
    tensor.requires_grad_(False)
    tensor.uniform_(-10, 10, generator=generator)
    return tensor.masked_fill_(tensor.abs() < 5, 0.0)


def my_init(module):
    if isinstance(module, nn.Linear):
        strange_(module.weight)
