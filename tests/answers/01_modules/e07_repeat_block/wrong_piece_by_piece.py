"""The submodules are copied one after the other: what stands twice is copied twice.

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
        vars(new).update({k: copy.deepcopy(v) for k, v in vars(module).items() if k != "_modules"})
        new._modules = {name: clone(child) for name, child in module._modules.items()}
        return new

    return [clone(block) for _ in range(n)]
