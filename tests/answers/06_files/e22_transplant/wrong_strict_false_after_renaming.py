"""Renames, checks the names, and lets load_state_dict complain about shapes.

misconception: any_error_will_do
check: test_another_shape_is_a_value_error
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
    dst.load_state_dict(plan, strict=False)
    return sorted(plan)
