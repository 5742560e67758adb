"""Asks the modules for whatever bears the name: also buffers that are never saved are written.

misconception: every_buffer_is_state
check: test_buffers_are_copied_too
"""

import torch


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    plan, state = {}, dst.state_dict()
    for a, b in rename.items():
        found = entries(src_state, a)
        if not found or not entries(state, b).keys() <= found.keys():
            raise ValueError(f"{a} and {b} do not hold the same names")
        for rest, value in found.items():
            path, _, last = (b + rest).rpartition(".")
            try:
                target = getattr(dst.get_submodule(path), last)
            except AttributeError as error:
                raise ValueError(b + rest) from error
            if value.shape != target.shape:
                raise ValueError(f"{b}{rest} has another shape")
            plan[b + rest] = value, target
    with torch.no_grad():
        for value, target in plan.values():
            target.copy_(value)
    return sorted(plan)
