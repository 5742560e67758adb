"""Parameters, buffers and children are copied; everything else is taken over.

misconception: only_tensors_are_state
check: test_attributes_are_copied
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    def clone(module, memo):
        if id(module) in memo:
            return memo[id(module)]
        new = memo[id(module)] = copy.copy(module)
        new._parameters = copy.deepcopy(module._parameters, memo)
        new._buffers = copy.deepcopy(module._buffers, memo)
        new._modules = {name: clone(child, memo) for name, child in module._modules.items()}
        return new

    return [clone(block, {}) for _ in range(n)]
