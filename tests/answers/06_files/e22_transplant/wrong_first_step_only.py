"""Compares the prefix with the first step of a name.

misconception: names_have_two_steps
check: test_a_prefix_is_whole_steps_at_the_front
"""

import torch


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    found = {k: v for k, v in state.items() if k == prefix or k.partition(".")[0] == prefix}
    return {k[len(prefix) :]: v for k, v in found.items()}


def under(state, prefix):
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    own = dst.state_dict()
    plan = {}
    for a, b in rename.items():
        found, wanted = entries(src_state, a), under(own, b)
        if not found or set(found) != set(wanted):
            raise ValueError(f"{a} and {b} do not hold the same names")
        for rest, value in found.items():
            if value.shape != wanted[rest].shape:
                raise ValueError(f"{b}{rest} has another shape")
            plan[b + rest] = value
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
    return sorted(plan)
