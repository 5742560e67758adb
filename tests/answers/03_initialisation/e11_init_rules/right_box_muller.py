"""Two even numbers make a normal one; load_state_dict writes; a queue goes through the parts."""

import math
from collections import deque

import torch
from torch import nn


def init_normal(module, std=0.01):
    match module:
        case nn.Linear(weight=weight, bias=bias):
            size, angle = 1 - torch.rand(2, *weight.shape, dtype=torch.float64)
            drawn = std * (-2 * size.log()).sqrt() * (2 * math.pi * angle).cos()
            module.load_state_dict(
                {"weight": drawn} | ({} if bias is None else {"bias": 0 * torch.ones_like(bias)}), strict=False
            )


def init_constant(module, value=1.0):
    if isinstance(module, nn.Linear):
        nn.init.constant_(module.weight, value)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


def init_xavier(module):
    if isinstance(module, nn.Linear):
        nn.init.xavier_uniform_(module.weight)


def init_by_name(net, rules):
    for name, rule in rules.items():
        queue = deque([net.get_submodule(name)])
        while queue:
            part = queue.popleft()
            queue.extend(part.children())
            rule(part)
