"""Asks whether the values can be copied, and one row can be copied into all rows.

misconception: copy_compares_shapes
check: test_another_shape_is_a_value_error
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
            try:
                value.expand_as(wanted[rest])
            except RuntimeError as error:
                raise ValueError(f"{b}{rest} has another shape") from error
            plan[b + rest] = value
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
    return sorted(plan)
