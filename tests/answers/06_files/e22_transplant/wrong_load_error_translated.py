"""Turns the error of load_state_dict into a ValueError; what fits has been loaded by then.

misconception: errors_come_first
check: test_all_or_nothing
"""


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
            plan[b + rest] = value
    try:
        dst.load_state_dict(plan, strict=False)
    except RuntimeError as error:
        raise ValueError("shapes differ") from error
    return sorted(plan)
