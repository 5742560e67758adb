"""Sets all that is not taken over to zero, so that the head starts afresh.

misconception: the_rest_is_free
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
        if not found or set(found) != set(wanted):
            raise ValueError(f"{a} and {b} do not hold the same names")
        for rest, value in found.items():
            if value.shape != wanted[rest].shape:
                raise ValueError(f"{b}{rest} has another shape")
            plan[b + rest] = value
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
        for name in own.keys() - plan.keys():
            own[name].zero_()
    return sorted(plan)
