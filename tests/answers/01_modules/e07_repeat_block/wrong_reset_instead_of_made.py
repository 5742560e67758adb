"""One block is made, copied and drawn anew, which is not what the factory does.

misconception: copies_are_fresh
check: test_the_factory_is_called_n_times
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    if n == 0:
        return nn.Sequential()
    first = make_block()
    blocks = [first]
    for _ in range(n - 1):
        block = copy.deepcopy(first)
        for module in block.modules():
            if hasattr(module, "reset_parameters"):
                module.reset_parameters()
        blocks.append(block)
    return nn.Sequential(*blocks)


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
