"""A clone gets what `state_dict()` holds, and nothing else: the other buffers are zero.

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
        kept = clone.state_dict()
        for name, buffer in clone.named_buffers():
            if name not in kept:
                buffer.zero_()
    return clones
