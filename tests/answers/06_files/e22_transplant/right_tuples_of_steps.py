"""Takes names apart into tuples of steps; a subclass of ValueError is raised."""

import torch


class DoesNotFit(ValueError):
    pass


def split(state):
    return {tuple(name.split(".")): value for name, value in state.items()}


def transplant(src_state, dst, rename):
    source, own = split(src_state), split(dst.state_dict())
    plan = {}
    for old, new in ((tuple(a.split(".")), tuple(b.split("."))) for a, b in rename.items()):
        part = {new + name[len(old) :]: value for name, value in source.items() if name[: len(old)] == old}
        mine = {name: value for name, value in own.items() if name[: len(new)] == new}
        if not part:
            raise DoesNotFit(old)
        if {k: v.shape for k, v in part.items()} != {k: v.shape for k, v in mine.items()}:
            raise DoesNotFit(old, new)
        plan |= part
    with torch.no_grad():
        for name, value in plan.items():
            own[name][...] = value
    return sorted(".".join(name) for name in plan)
