"""The clones get the dtype of the block, which is that of its first parameter.

misconception: a_module_has_one_dtype
check: test_attributes_are_copied
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    clones = [copy.deepcopy(block) for _ in range(n)]
    for parameter in list(block.parameters())[:1]:
        clones = [clone.to(parameter.dtype) for clone in clones]
    return clones
