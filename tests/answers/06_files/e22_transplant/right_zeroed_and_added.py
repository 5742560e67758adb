"""Writes the values by arithmetic in place, through views of the Parameters under no_grad."""

import torch


def entries(state, prefix):
    """What stands under a prefix, each under the rest of its name."""
    return {k[len(prefix) :]: v for k, v in state.items() if k == prefix or k.startswith(prefix + ".")}


@torch.no_grad()
def transplant(src_state, dst, rename):
    own = dst.state_dict(keep_vars=True)
    pairs = []
    for a, b in rename.items():
        left, right = entries(src_state, a), entries(own, b)
        if not left:
            raise ValueError(f"nothing under {a}")
        for rest in left.keys() | right.keys():
            if rest not in left or rest not in right or left[rest].shape != right[rest].shape:
                raise ValueError(f"{a}{rest} -> {b}{rest}")
            pairs.append((b + rest, right[rest], left[rest]))
    for _, target, value in pairs:
        target.zero_()
        target.logical_or_(value) if value.dtype == torch.bool else target.add_(value)
    return sorted(name for name, _, _ in pairs)
