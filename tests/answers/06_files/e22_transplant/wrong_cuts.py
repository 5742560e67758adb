"""Copies as many rows and columns as there is room for.

misconception: the_front_of_it_fits
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
            if value.dim() != wanted[rest].dim():
                raise ValueError(f"{b}{rest} has another shape")
            plan[b + rest] = value
    for name, value in plan.items():
        common = tuple(slice(min(pair)) for pair in zip(value.shape, own[name].shape))
        own[name][common] = value.detach()[common]
    return sorted(plan)
