"""Looks for each entry's prefix and stops at the first one.

misconception: an_entry_goes_to_one_place
check: test_the_pairs_are_independent
"""

import torch


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    own = dst.state_dict()
    plan = {}
    for name, value in src_state.items():
        for a, b in rename.items():
            if name == a or name.startswith(a + "."):
                plan[b + name[len(a) :]] = value
                break
    for a, b in rename.items():
        if not entries(src_state, a) or any(b + rest not in plan for rest in entries(own, b)):
            raise ValueError(f"{a} and {b} do not hold the same names")
    for name, value in plan.items():
        if name not in own or value.shape != own[name].shape:
            raise ValueError(f"{name} does not fit")
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
    return sorted(plan)
