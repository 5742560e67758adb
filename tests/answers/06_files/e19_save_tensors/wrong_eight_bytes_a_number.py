"""A view is small if it has fewer numbers than fit into its memory, at eight bytes each.

misconception: a_view_is_small
check: test_a_file_holds_the_values_only
"""

import torch


def f(o):
    if isinstance(o, torch.Tensor):
        o = o.detach()
        return o.clone() if o.untyped_storage().nbytes() > 8 * o.numel() else o
    if isinstance(o, (list, tuple)):
        return type(o)(map(f, o))
    if isinstance(o, dict):
        return {k: f(v) for k, v in o.items()}
    return o


def save_tensors(obj, path):
    torch.save(f(obj), path)


def load_tensors(path):
    return torch.load(path, map_location="cpu", weights_only=True)
