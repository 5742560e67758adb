"""Checks all names beforehand, and the shapes when it copies.

misconception: errors_come_first
check: test_all_or_nothing
"""

import torch


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    own = dst.state_dict()
    plan = {}
    for a, b in rename.items():
        found, wanted = entries(src_state, a), entries(own, b)
        if not found or set(found) != set(wanted):
            raise ValueError(f"{a} and {b} do not hold the same names")
        for rest, value in found.items():
            plan[b + rest] = value
    with torch.no_grad():
        for name, value in plan.items():
            if value.shape != own[name].shape:
                raise ValueError(f"{name} has another shape")
            own[name].copy_(value)
    return sorted(plan)
