"""Replaces the prefix wherever it stands in a name.

misconception: replace_changes_the_front
check: test_a_prefix_is_whole_steps_at_the_front
"""

import torch


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    own = dst.state_dict()
    plan = {}
    for a, b in rename.items():
        found = {(a + rest).replace(a, b): value for rest, value in entries(src_state, a).items()}
        wanted = {b + rest for rest in entries(own, b)}
        if not found or set(found) != wanted:
            raise ValueError(f"{a} and {b} do not hold the same names")
        if any(value.shape != own[name].shape for name, value in found.items()):
            raise ValueError(f"{b} has another shape")
        plan |= found
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
    return sorted(plan)
