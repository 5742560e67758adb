"""A clone starts with fresh statistics.

misconception: only_parameters_are_state
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
            if hasattr(module, "reset_running_stats"):
                module.reset_running_stats()
    return clones
