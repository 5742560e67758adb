"""The block is put into evaluation mode, for the copying.

misconception: a_copy_is_in_training_mode
check: test_clones_compute_what_the_block_computes
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    mode = block.training
    block.eval()
    clones = [copy.deepcopy(block).train(mode) for _ in range(n)]
    return clones
