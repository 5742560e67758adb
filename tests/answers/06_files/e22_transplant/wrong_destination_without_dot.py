"""Looks for what is missing with a bare startswith: '10.weight' is missed under '1'.

misconception: a_prefix_is_a_string
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
        found = entries(src_state, a)
        wanted = {name for name in own if name.startswith(b)}
        if not found or {b + rest for rest in found} != wanted:
            raise ValueError(f"{a} and {b} do not hold the same names")
        if any(value.shape != own[b + rest].shape for rest, value in found.items()):
            raise ValueError(f"{b} has another shape")
        plan.update({b + rest: value for rest, value in found.items()})
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
    return sorted(plan)
