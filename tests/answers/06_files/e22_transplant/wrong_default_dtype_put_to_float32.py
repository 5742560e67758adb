"""Thought: the default dtype follows the values, and is float32 again afterwards.

misconception: the_default_dtype_is_mine
check: test_the_surroundings_stay
"""

import torch


def under(name, prefix):
    return f"{name}.".startswith(f"{prefix}.")


def transplant(src_state, dst, rename):
    own, plan = dst.state_dict(), {}
    for old, new in rename.items():
        found = {new + name[len(old) :]: value for name, value in src_state.items() if under(name, old)}
        if not found or set(found) != {name for name in own if under(name, new)}:
            raise ValueError(f"{old} does not fit {new}")
        plan |= found
    for name, value in plan.items():
        if own[name].shape != value.shape:
            raise ValueError(f"{name} has another shape")
    with torch.no_grad():
        for name, value in plan.items():
            torch.set_default_dtype(value.dtype if value.is_floating_point() else torch.float32)
            own[name].copy_(value)
    torch.set_default_dtype(torch.float32)
    return sorted(plan)
