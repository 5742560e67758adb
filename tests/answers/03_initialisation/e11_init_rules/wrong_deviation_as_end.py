"""Takes the standard deviation of Xavier's rule for the end of the interval.

misconception: the_end_is_another_number
check: test_xavier_weights
"""

from torch import nn


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        nn.init.normal_(module.weight, mean=0.0, std=std)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def init_constant(module, value=1.0):
    if isinstance(module, nn.Linear):
        nn.init.constant_(module.weight, value)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def init_xavier(module):
    if isinstance(module, nn.Linear):
        end = (2 / (module.in_features + module.out_features)) ** 0.5
        nn.init.uniform_(module.weight, -end, end)


def init_by_name(net, rules):
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
