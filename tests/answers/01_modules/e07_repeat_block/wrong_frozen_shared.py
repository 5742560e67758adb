"""Frozen parameters never change, so the clones can share them.

misconception: frozen_needs_no_copy
check: test_clones_share_nothing
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    frozen = {id(parameter): parameter for parameter in block.parameters() if not parameter.requires_grad}
    return [copy.deepcopy(block, dict(frozen)) for _ in range(n)]
