"""The state of the block is loaded into one shallow copy with new tensors: names decide.

misconception: values_are_all
check: test_a_tie_is_kept_inside_each_clone
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    def clone(module):
        new = copy.copy(module)
        for kind in ("_parameters", "_buffers"):
            setattr(new, kind, {name: copy.deepcopy(tensor) for name, tensor in getattr(module, kind).items()})
        new._modules = {name: clone(child) for name, child in module._modules.items()}
        return new

    return [clone(block) for _ in range(n)]
