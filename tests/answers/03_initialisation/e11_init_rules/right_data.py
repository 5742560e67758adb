"""Writes through `.data`, after a look whether there are weights at all."""

from torch import nn


def weight_of(module):
    if nn.parameter.is_lazy(module.weight):
        raise RuntimeError("this layer has no weights yet: run the net first")
    return module.weight.data


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        weight_of(module).normal_(0, std)
        if module.bias is not None:
            module.bias.data.zero_()


def init_constant(module, value=1.0):
    if isinstance(module, nn.Linear):
        weight_of(module)[:] = value
        if module.bias is not None:
            module.bias.data[:] = 0


def init_xavier(module):
    if isinstance(module, nn.Linear):
        rows, columns = weight_of(module).shape
        end = (6.0 / (rows + columns)) ** 0.5
        weight_of(module).uniform_(-end, end)


def init_by_name(net, rules):
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
