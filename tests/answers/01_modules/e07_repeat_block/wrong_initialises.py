"""The blocks are drawn anew after they were made.

misconception: taking_in_means_copying
check: test_runs_the_very_blocks_made
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    net = nn.Sequential(*[make_block() for _ in range(n)])
    for module in net.modules():
        if hasattr(module, "reset_parameters"):
            module.reset_parameters()
    return net


def clone_block(block, n):
    return [copy.deepcopy(block) for _ in range(n)]
