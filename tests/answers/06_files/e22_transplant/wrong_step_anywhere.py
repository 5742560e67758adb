"""Looks for the prefix as a step at any place of a name.

misconception: replace_changes_the_front
check: test_a_prefix_is_whole_steps_at_the_front
"""

import torch


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    own = dst.state_dict()
    plan = {}
    for a, b in rename.items():
        found = {}
        for name, value in src_state.items():
            if f".{a}." in f".{name}.":
                found[f".{name}.".replace(f".{a}.", f".{b}.", 1).strip(".")] = value
        if not found or not {b + rest for rest in entries(own, b)} <= set(found) <= set(own):
            raise ValueError(f"{a} and {b} do not hold the same names")
        if any(value.shape != own[name].shape for name, value in found.items()):
            raise ValueError(f"{b} has another shape")
        plan |= found
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
    return sorted(plan)
