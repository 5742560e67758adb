"""Lets load_state_dict assign: the Parameters are other ones afterwards.

misconception: new_parameters_are_as_good
check: test_parameters_and_buffers_stay_the_same_objects
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
            if value.shape != wanted[rest].shape:
                raise ValueError(f"{b}{rest} has another shape")
            plan[b + rest] = value
    state = {name: value.detach().clone() for name, value in {**own, **plan}.items()}
    dst.load_state_dict(state, assign=True)
    return sorted(plan)
