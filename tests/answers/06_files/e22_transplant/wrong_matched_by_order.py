"""Pairs the entries of both sides off in the order in which they stand.

misconception: order_is_identity
check: test_mapped_layers_are_copied_and_the_rest_stays
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
        if not found or len(found) != len(wanted):
            raise ValueError(f"{a} and {b} do not hold as many entries")
        for value, (rest, target) in zip(found.values(), wanted.items()):
            if value.shape != target.shape:
                raise ValueError(f"{b}{rest} has another shape")
            plan[b + rest] = value
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
    return sorted(plan)
