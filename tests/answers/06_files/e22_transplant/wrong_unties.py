"""Gives each name a tensor of its own; a shared layer comes apart.

misconception: a_tensor_has_one_name
check: test_a_shared_layer_has_all_of_its_names
"""

import copy

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
    modules = dict(dst.named_modules(remove_duplicate=False))
    for name in {name.rpartition(".")[0] for name in plan}:
        sharing = [path for path, module in modules.items() if module is modules[name]]
        if len(sharing) > 1:
            parent, _, last = name.rpartition(".")
            setattr(modules[parent], last, copy.deepcopy(modules[name]))
    own = dst.state_dict()
    with torch.no_grad():
        for name, value in plan.items():
            own[name].copy_(value)
    return sorted(plan)
