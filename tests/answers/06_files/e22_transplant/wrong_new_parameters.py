"""Puts a new Parameter in the place of each old one, buffers are written in place.

misconception: new_parameters_are_as_good
check: test_parameters_and_buffers_stay_the_same_objects
"""

from torch import nn


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
    for name, value in plan.items():
        path, _, last = name.rpartition(".")
        module = dst.get_submodule(path)
        old = getattr(module, last)
        if isinstance(old, nn.Parameter):
            setattr(module, last, nn.Parameter(value.detach().clone(), requires_grad=old.requires_grad))
            getattr(module, last).grad = old.grad
        else:
            old.copy_(value)
    return sorted(plan)
