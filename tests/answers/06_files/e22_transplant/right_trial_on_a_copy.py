"""Tries the loading on a deep copy first; what it raises there becomes a ValueError."""

import copy


def under(name, prefix):
    return (name + ".").startswith(prefix + ".")


def transplant(src_state, dst, rename):
    plan, expected = {}, set()
    for a, b in rename.items():
        names = [name for name in src_state if under(name, a)]
        if not names:
            raise ValueError(f"there is no {a!r}")
        plan.update({b + name.removeprefix(a): src_state[name] for name in names})
        expected.update(name for name in dst.state_dict() if under(name, b))
    if expected != set(plan):
        raise ValueError(str(expected ^ set(plan)))
    try:
        copy.deepcopy(dst).load_state_dict(plan, strict=False)
    except RuntimeError as error:
        raise ValueError("shapes differ") from error
    dst.load_state_dict(plan, strict=False)
    return list(sorted(plan))
