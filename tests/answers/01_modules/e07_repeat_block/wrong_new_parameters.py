"""Each place gets a new Parameter with the values: the tie inside the block is lost.

misconception: values_are_all
check: test_a_tie_is_kept_inside_each_clone
"""

import copy

from torch import nn


def repeat_block(make_block, n):
    return nn.Sequential(*[make_block() for _ in range(n)])


def clone_block(block, n):
    clones = []
    for _ in range(n):
        clone = copy.deepcopy(block)
        for name, old in block.named_parameters(remove_duplicate=False):
            path, _, last = name.rpartition(".")
            new = nn.Parameter(old.detach().clone(), requires_grad=old.requires_grad)
            module = clone.get_submodule(path)
            if isinstance(block, nn.Sequential) and path:
                number = path.split(".")[0]
                if block[int(number)] is not block[0] or number == "0":
                    setattr(module, last, new)
            else:
                setattr(module, last, new)
        clones.append(clone)
    return clones
