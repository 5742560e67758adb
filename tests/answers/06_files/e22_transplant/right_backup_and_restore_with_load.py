"""Loads with strict=False after the names are checked, and loads a backup when that raises."""

import copy


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    backup = copy.deepcopy(dst.state_dict())
    plan = {}
    for a, b in rename.items():
        found = entries(src_state, a)
        if len(found) == 0 or found.keys() ^ entries(backup, b).keys():
            raise ValueError(a, b)
        plan.update((b + rest, value) for rest, value in found.items())
    try:
        dst.load_state_dict(plan, strict=False)
    except RuntimeError as error:
        dst.load_state_dict(backup)
        raise ValueError(str(error))
    return [name for name in sorted(backup) if name in plan]
