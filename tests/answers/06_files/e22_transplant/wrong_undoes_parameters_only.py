"""Puts the parameters back after a failure and forgets the buffers.

misconception: errors_come_first
check: test_all_or_nothing
"""


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    old = {name: value.detach().clone() for name, value in dst.named_parameters()}
    own, written = dst.state_dict(), []
    for a, b in rename.items():
        found, wanted = entries(src_state, a), entries(own, b)
        fits = {k: v.shape for k, v in found.items()} == {k: v.shape for k, v in wanted.items()}
        if not found or not fits:
            dst.load_state_dict(old, strict=False)
            raise ValueError(f"{a} does not fit into {b}")
        for rest, value in found.items():
            wanted[rest].copy_(value.detach())
            written.append(b + rest)
    return sorted(written)
