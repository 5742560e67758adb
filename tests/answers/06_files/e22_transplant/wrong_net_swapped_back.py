"""After a failure the inside of a deep copy takes the place of the net's own.

misconception: a_net_can_be_swapped_back
check: test_all_or_nothing
"""

import copy


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    backup = copy.deepcopy(dst)
    own, written = dst.state_dict(), []
    for a, b in rename.items():
        found, wanted = entries(src_state, a), entries(own, b)
        fits = {k: v.shape for k, v in found.items()} == {k: v.shape for k, v in wanted.items()}
        if not found or not fits:
            dst.__dict__ = backup.__dict__
            raise ValueError(f"{a} does not fit into {b}")
        for rest, value in found.items():
            wanted[rest].copy_(value.detach())
            written.append(b + rest)
    return sorted(written)
