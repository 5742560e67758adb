"""Writes through `.data`, which is an empty tensor in a lazy layer: nothing is raised there."""

from torch import nn


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        module.weight.data.normal_(0, std)
        if module.bias is not None:
            module.bias.data.zero_()


def init_constant(module, value=1.0):
    if isinstance(module, nn.Linear):
        module.weight.data.fill_(value)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def init_xavier(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)


def init_by_name(net, rules):
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
