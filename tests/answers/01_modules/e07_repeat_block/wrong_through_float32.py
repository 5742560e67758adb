"""Values are written out as Python would print them, with the digits of float32.

misconception: everything_is_float32
check: test_clones_compute_what_the_block_computes
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    clones = [copy.deepcopy(block) for _ in range(n)]
    for clone in clones:
        for parameter in clone.parameters():
            parameter.data = parameter.data.float().to(parameter.dtype)
    return clones
