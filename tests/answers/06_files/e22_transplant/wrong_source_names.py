"""Hands the names of the source back.

misconception: the_old_names_matter
check: test_the_names_written_come_back_sorted
"""

import torch


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    own = dst.state_dict()
    plan, taken = {}, []
    for a, b in rename.items():
        found, wanted = entries(src_state, a), entries(own, b)
        if not found or set(found) != set(wanted):
            raise ValueError(f"{a} and {b} do not hold the same names")
        for rest, value in found.items():
            if value.shape != wanted[rest].shape:
                raise ValueError(f"{b}{rest} has another shape")
            plan[b + rest] = value
            taken.append(a + rest)
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
    return sorted(taken)
