"""Checks a pair as a whole, then copies it, then looks at the next.

misconception: errors_come_first
check: test_all_or_nothing
"""


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


def transplant(src_state, dst, rename):
    written = []
    for a, b in rename.items():
        found, wanted = entries(src_state, a), entries(dst.state_dict(), b)
        if not found or {k: v.shape for k, v in found.items()} != {k: v.shape for k, v in wanted.items()}:
            raise ValueError(f"{a} does not fit into {b}")
        for rest, value in found.items():
            wanted[rest].copy_(value.detach())
        written += [b + rest for rest in found]
    return sorted(written)
