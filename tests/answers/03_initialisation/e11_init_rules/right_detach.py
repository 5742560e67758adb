"""Writes to detached views of the same memory, outside of autograd's sight."""

from torch import nn


def init_normal(module, std=0.01):
    if isinstance(module, nn.Linear):
        module.weight.detach().normal_(0, std)
        if module.bias is not None:
            module.bias.detach().zero_()


def init_constant(module, value=1.0):
    if isinstance(module, nn.Linear):
        module.weight.detach()[:, :] = value
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def init_xavier(module):
    if isinstance(module, nn.Linear):
        end = (6 / sum(module.weight.shape)) ** 0.5
        module.weight.detach().uniform_(0, 2 * end).sub_(end)


def init_by_name(net, rules):
    for name, rule in rules.items():
        net.get_submodule(name).apply(rule)
