"""Uses the prefix as a regular expression.

misconception: a_dot_is_a_dot
check: test_a_prefix_is_whole_steps_at_the_front
"""

import re

import torch


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    found = {k: re.match(rf"{prefix}(?=\.|$)", k) for k in state}
    return {k[match.end() :]: state[k] for k, match in found.items() if match}


def transplant(src_state, dst, rename):
    own = dst.state_dict()
    plan = {}
    for a, b in rename.items():
        found, wanted = entries(src_state, a), entries(own, b)
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
