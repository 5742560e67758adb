"""A clone is a block of the same kind, with weights of its own drawing.

misconception: a_clone_starts_anew
check: test_clones_compute_what_the_block_computes
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    clones = [copy.deepcopy(block) for _ in range(n)]
    for clone in clones:
        for module in clone.modules():
            if hasattr(module, "reset_parameters") and not hasattr(module, "running_var"):
                module.reset_parameters()
    return clones
