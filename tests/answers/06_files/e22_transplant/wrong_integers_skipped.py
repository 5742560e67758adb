"""Copies what is a floating-point number; counters and masks stay.

misconception: state_is_parameters
check: test_buffers_are_copied_too
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
            if value.shape != wanted[rest].shape:
                raise ValueError(f"{b}{rest} has another shape")
            if value.is_floating_point():
                plan[b + rest] = value
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
    return sorted(plan)
