"""Makes the dtype of the source the default one.

misconception: the_default_dtype_is_mine
check: test_the_surroundings_stay
"""

import torch


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    for value in src_state.values():
        if value.is_floating_point():
            torch.set_default_dtype(value.dtype)
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
