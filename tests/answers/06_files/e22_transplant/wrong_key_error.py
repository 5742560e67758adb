"""Lets the dictionary complain about unknown names.

misconception: any_error_will_do
check: test_names_that_do_not_fit_are_a_value_error
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
        if not found:
            raise ValueError(a)
        for rest, value in found.items():
            if value.shape != wanted.pop(rest).shape:
                raise ValueError(f"{b}{rest} has another shape")
            plan[b + rest] = value
        if wanted:
            raise ValueError(b)
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
    return sorted(plan)
