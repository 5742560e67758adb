"""The functions walk over `module.modules()` themselves, so deeper layers are filled more than once."""

from torch import nn


def init_normal(module, std=0.01):
    for layer in module.modules():
        if isinstance(layer, nn.Linear):
            nn.init.normal_(layer.weight, 0, std)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)


def init_constant(module, value=1.0):
    for layer in module.modules():
        if isinstance(layer, nn.Linear):
            nn.init.constant_(layer.weight, value)
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)


def init_xavier(module):
    for layer in module.modules():
        if isinstance(layer, nn.Linear):
            nn.init.xavier_uniform_(layer.weight)


def init_by_name(net, rules):
    for name, rule in rules.items():
        part = net
        for step in name.split("."):
            part = dict(part._modules)[step]
        for module in part.modules():
            rule(module)
