"""Lets each receiving submodule load its part; single entries are written by hand. Everything is copied first."""


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    src_state = {name: value.detach().clone() for name, value in src_state.items()}
    parts = {b: entries(src_state, a) for a, b in rename.items()}
    own = dst.state_dict()
    for b, part in parts.items():
        shapes = {rest: value.shape for rest, value in part.items()}
        if not part or shapes != {rest: value.shape for rest, value in entries(own, b).items()}:
            raise ValueError(f"nothing fits into {b}")
    for b, part in parts.items():
        if "" in part:
            own[b].copy_(part[""])
        else:
            dst.get_submodule(b).load_state_dict({rest[1:]: value for rest, value in part.items()})
    return sorted(b + rest for b, part in parts.items() for rest in part)
