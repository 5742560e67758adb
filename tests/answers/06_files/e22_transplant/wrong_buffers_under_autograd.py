"""Thought: only Parameters have to do with autograd, so only they are written under no_grad.

misconception: values_carry_no_history
check: test_no_gradient_goes_back_to_the_source
"""

import torch
from torch import nn


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
    tensors = [*dst.named_parameters(remove_duplicate=False), *dst.named_buffers(remove_duplicate=False)]
    for name, tensor in tensors:
        if name in plan:
            with torch.set_grad_enabled(not isinstance(tensor, nn.Parameter)):
                tensor.copy_(plan[name])
    return sorted(plan)
